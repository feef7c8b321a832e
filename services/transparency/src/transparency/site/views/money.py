"""Where an authority's money went."""

from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Reading
from chassis.wire import DayIn
from events.registry import OrganisationFacts
from kernel.clock import day_of
from kernel.errors import NotFound
from transparency.concentration.queries import concentration_in
from transparency.concentration.schemas.judgements import ConcentrationOut
from transparency.directory.queries.organisations import organisation_called
from transparency.flows.domain import Scope
from transparency.flows.queries import datasets_of, listed_among, names_of, retained_in, scope_of
from transparency.flows.rules import CLASSES_SAID, own_spending
from transparency.flows.schemas import FlowsOut
from transparency.people_spending.queries import people_spending_of
from transparency.people_spending.schemas import PeopleSpendingOut
from transparency.site.domain import BASES_SAID, RULES_SAID
from transparency.site.views.page import PageRouter, show
from transparency.strategic_suppliers.queries import tagged_on

SHOWN = 100  # of each list; the tables have them all
router = PageRouter()


@router.page("/organisations/{reference}/money")
async def read_money(
    reference: str,
    session: Reading,
    now: Now,
    *,
    dataset: UUID | None = None,
    first: DayIn | None = None,
    last: DayIn | None = None,
) -> Response:
    """Who was paid, who kept it, of what kind they are, and whether any group holds more than it should."""
    buyer, today = await organisation_called(session, reference), day_of(now)
    scope = await asked_for(session, buyer, dataset) or own_spending(buyer.id, first, last, today=today)
    counted = await concentration_in(session, scope)
    found, shares = await retained_in(session, scope, classes_on=today)
    names = await names_of(session, found.holders)
    own = buyer.id, scope.first, scope.last
    tagged, _ = await tagged_on(session, scope.last)
    return show(
        "money.html",
        buyer=buyer,
        scope=scope,
        datasets=await datasets_of(session, buyer.id, limit=SHOWN),
        people=None if dataset else PeopleSpendingOut.of(buyer.id, await people_spending_of(session, *own)),
        strategic={each.group_id for each in tagged.suppliers},
        held=ConcentrationOut.of(scope, counted),
        kept=FlowsOut.of(scope, found, names, shares, today),
        listed=await listed_among(session, {*counted.names, *names}),
        said=CLASSES_SAID,
        rules=RULES_SAID,
        bases=BASES_SAID,
        shown=SHOWN,
        root=f"/transparency/v1/{f'datasets/{dataset}' if dataset else f'buyers/{buyer.id}'}",
        days="" if dataset else f"?first={scope.first}&last={scope.last}",
    )


async def asked_for(session: AsyncSession, buyer: OrganisationFacts, dataset: UUID | None) -> Scope | None:
    """The dataset, if one is asked for. Raises NotFound for another authority's."""
    scope = None if dataset is None else await scope_of(session, dataset)
    if scope is not None and scope.buyer_id != buyer.id:
        raise NotFound(f"{buyer.name} has no such dataset.")
    return scope

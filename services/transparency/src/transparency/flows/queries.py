"""What one may ask about money that moved. It is public."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OrganisationClassified, OwnershipStated
from events.registry.owners import PositionTold
from events.tendering import DatasetOpened
from kernel.errors import NotFound
from transparency.directory.tables import organisations
from transparency.flows.domain import Flow, Holder, Looked, Retained, Scope, looked_through, retained
from transparency.flows.rules import CLASSES
from transparency.flows.tables import datasets, payments
from transparency.profiles.tables import classifications, ownerships


async def scope_of(session: AsyncSession, dataset_id: UUID) -> Scope:
    """A dataset's. Raises NotFound."""
    facts = await session.scalar(select(datasets.c.facts).where(datasets.c.id == dataset_id))
    if facts is None:
        raise NotFound(f"There is no dataset {dataset_id}.")
    return as_scope(DatasetOpened.model_validate(facts))


async def datasets_of(
    session: AsyncSession, buyer_id: UUID | None, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Scope]:
    """An authority's datasets, or everybody's, in the order in which they were opened."""
    query = select(datasets.c.facts).order_by(datasets.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(datasets.c.buyer_id == buyer_id)
    found = await session.scalars(query if after is None else query.where(datasets.c.id > after))
    return [as_scope(DatasetOpened.model_validate(facts)) for facts in found]


def as_scope(told: DatasetOpened) -> Scope:
    """A dataset as its authority opened it."""
    return Scope(
        buyer_id=told.buyer.id,
        first=told.first,
        last=told.last,
        dataset=told.reference,
        dataset_id=told.entity,
        kind=told.kind,
        title=told.title,
        division=told.division,
        figures={name: Decimal(figure) for name, figure in told.figures.items()},
    )


async def flows_of(session: AsyncSession, scope: Scope, *, division: str | None = None) -> list[Flow]:
    """Money that moved within a scope's days; of a chain only what is of the division.

    It is added up by who paid whom, credits apart: what comes back is not the same as what was never paid on.
    """
    kept = payments.c
    is_prime = (kept.tier == 1).label("is_prime")
    query = select(kept.payer_id, kept.payee_id, is_prime, func.sum(kept.pence).label("pence")).where(
        kept.buyer_id == scope.buyer_id,
        kept.dataset.is_not_distinct_from(scope.dataset),
        kept.paid_on.between(scope.first, scope.last),
    )
    if division is not None:
        query = query.where(or_(is_prime, kept.division.is_(None), kept.division == division))
    found = await session.execute(query.group_by(kept.payer_id, kept.payee_id, is_prime, kept.pence < 0))
    return [Flow(row.payer_id, row.payee_id, Fraction(int(row.pence)), row.is_prime) for row in found]


async def payments_in(
    session: AsyncSession, scope: Scope, *, after: UUID | None, limit: int
) -> Sequence[Row[tuple[object, ...]]]:
    """The payments of a dataset, in the order in which they were told; those outside its days count nothing."""
    kept = payments.c
    query = select(payments).where(kept.buyer_id == scope.buyer_id, kept.dataset == scope.dataset)
    if after is not None:
        query = query.where(kept.id > after)
    return (await session.execute(query.order_by(kept.id).limit(limit))).all()


async def names_of(session: AsyncSession, holders: Collection[Holder]) -> dict[Holder, str]:
    """What these are called: by the register, or else as their payments were told. A withheld name stays so."""
    ids = [it for it in holders if it is not None]
    names: dict[Holder, str] = {None: "Owner unknown"}
    for side in ("payer", "payee"):
        id_, name = payments.c[f"{side}_id"], payments.c[side]
        found = await session.execute(select(id_, func.min(name).label("name")).where(id_.in_(ids)).group_by(id_))
        names |= {it[0]: it.name for it in found}
    row = organisations.c
    return names | {it.id: it.name for it in await session.execute(select(row.id, row.name).where(row.id.in_(ids)))}


async def listed_among(session: AsyncSession, holders: Collection[Holder]) -> frozenset[UUID]:
    """Those whom the register has, so that they have a page."""
    ids = [it for it in holders if it is not None]
    return frozenset(await session.scalars(select(organisations.c.id).where(organisations.c.id.in_(ids))))


async def ownerships_of(session: AsyncSession, ids: Collection[Holder]) -> list[OwnershipStated]:
    """What the registry told of the owners of each of these, as far as it did."""
    asked = [it for it in ids if it is not None]
    query = select(ownerships.c.facts).where(ownerships.c.organisation_id.in_(asked))
    found = await session.scalars(query.order_by(ownerships.c.organisation_id))
    return [OwnershipStated.model_validate(facts) for facts in found]


def positions_on(stated: Iterable[OwnershipStated], day: date) -> dict[UUID, PositionTold]:
    """Who stood above each that day."""
    return {
        each.organisation_id: position
        for each in stated
        for position in each.positions
        if (position.first or date.min) <= day <= (position.last or date.max)
    }


async def outcomes_on(session: AsyncSession, ids: Collection[Holder], day: date) -> Mapping[UUID, Mapping[str, str]]:
    """What the registry answers of each by label; an answer whose evidence is too old that day is unknown."""
    asked = [it for it in ids if it is not None]
    query = select(classifications.c.facts).where(classifications.c.organisation_id.in_(asked))
    told = [OrganisationClassified.model_validate(facts) for facts in await session.scalars(query)]
    return {
        each.organisation_id: {
            verdict.label: verdict.outcome if verdict.expires_on >= day else "unknown" for verdict in each.verdicts
        }
        for each in told
    }


async def retained_in(session: AsyncSession, scope: Scope, *, classes_on: date) -> tuple[Retained, dict[str, Looked]]:
    """Where a scope's money ended, and by class."""
    flows = await flows_of(session, scope)
    found = retained(flows)
    outcomes = await outcomes_on(session, found.holders, classes_on)
    return found, {label: looked_through(flows, found, outcomes, label) for label in CLASSES}

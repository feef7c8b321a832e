"""Grants and the schemes they come from."""

from uuid import UUID

from fastapi import Request, Response

from chassis.http import Now, Page, Reading, paged
from events.grants import Grant
from kernel.money import Money
from transparency.directory.queries import grants as queries
from transparency.directory.queries.finding import count_of, place_of, rows_of
from transparency.directory.queries.organisations import name_of
from transparency.site.views.page import PageRouter, Sought, identified, onward, show, to_start

router = PageRouter()


@router.page("/grants")
async def list_grants(
    request: Request,
    session: Reading,
    page: Page,
    now: Now,
    *,
    q: Sought = "",
    organisation: UUID | None = None,
) -> Response:
    """Grants, the latest first; before them the schemes that welcome applications."""
    asked = queries.asked_of_grants(q, party=organisation)
    listing = paged(await rows_of(session, asked, after=page.after, limit=page.limit), page, key=place_of)
    is_whole = not q and organisation is None and page.after is None
    return show(
        "grants.html",
        q=q,
        organisation=organisation,
        name=await name_of(session, organisation) if organisation else None,
        count=await count_of(session, asked),
        grants=[Grant.model_validate(row["facts"]) for row in listing.items],
        schemes=await queries.open_schemes(session, now.date()) if is_whole else [],
        previous=to_start(request),
        next=onward(request, listing.next),
    )


@router.page("/grants/{grant_id}")
async def read_grant(grant_id: str, request: Request, session: Reading) -> Response:
    """A grant: who gave what to whom, and how much of it is paid."""
    grant = await queries.grant_called(session, identified(grant_id))
    paid = sum(Money.parse(payment.amount).pence for payment in grant.payments)
    identifier = f"{request.app.state.settings.grant_prefix}-{grant.grant_id}"
    return show("grant.html", grant=grant, paid=Money(paid), share=paid / pence(grant), identifier=identifier)


def pence(grant: Grant) -> int:
    """What was awarded; one penny at least, since it is divided by."""
    return Money.parse(grant.amount).pence or 1

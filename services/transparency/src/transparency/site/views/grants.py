"""Grants and the schemes they come from."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import Request, Response

from chassis.http import Now, Page, Reading, paged
from events.grants import Grant, Terms
from kernel.clock import day_of
from kernel.money import ZERO, Money
from pages.shelf import day
from transparency.directory.queries import grants as queries
from transparency.directory.queries.finding import count_of, place_of, rows_of
from transparency.directory.queries.organisations import name_of
from transparency.grant_awards.schemas.lives import matched
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
        schemes=await queries.open_schemes(session, day_of(now)) if is_whole else [],
        previous=to_start(request),
        next=onward(request, listing.next),
    )


@router.page("/grants/{grant_id}")
async def read_grant(grant_id: str, request: Request, session: Reading) -> Response:
    """A grant: who gave what to whom, and how much of it is paid."""
    grant = await queries.grant_called(session, identified(grant_id))
    paid = sum(Money.parse(payment.amount).pence for payment in grant.payments)
    identifier = f"{request.app.state.settings.grant_prefix}-{grant.grant_id}"
    return show(
        "grant.html",
        grant=grant,
        paid=Money(paid),
        share=paid / pence(grant),
        due_back=grant.closing is not None and Money.parse(grant.closing.clawback_due) > ZERO,
        earned=earned(grant.terms) if grant.terms else [],
        identifier=identifier,
    )


def earned(terms: Terms) -> Sequence[tuple[str, Sequence[tuple[str, str, str]]]]:
    """What the money hangs on, and who else pays: captions, each with what, how much, and how it stands."""
    points = [
        (it.title, it.amount, it.status.capitalize() + (f", due on {day(it.due_on)}" if it.due_on else ""))
        for it in terms.milestones
    ]
    tariffs = [
        (
            in_words(it.outcome),
            it.tariff,
            "for each" if it.maximum_paid is None else f"for each, {it.maximum_paid} at most",
        )
        for it in terms.tariffs
    ]
    match = [(matched(it)["title"], it.amount, "Evidenced" if it.evidenced else "Pending") for it in terms.match]
    return [("Milestones", points), ("Outcomes", tariffs), ("What others bring", match)]


def in_words(code: str) -> str:
    """What a funder calls an outcome, as people read it: some give it a title, some the code of their own system."""
    return code if " " in code else code[:1].upper() + code[1:].replace("_", " ")


def pence(grant: Grant) -> int:
    """What was awarded; one penny at least, since it is divided by."""
    return Money.parse(grant.amount).pence or 1

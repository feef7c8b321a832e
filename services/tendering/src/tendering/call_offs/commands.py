"""What one may do with a framework: load, decide, record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken
from kernel.rounding import half_up
from rulebook.decisions import Decision
from tendering.allocations.domain import Outcome
from tendering.allocations.queries import outcome_of
from tendering.awards.commands import give, tell_bidders
from tendering.awards.domain import Award
from tendering.awards.queries import awards_by
from tendering.bids.domain import must_show_prices, must_welcome
from tendering.bids.queries import opened_bid
from tendering.call_offs.domain import Wanted, inherited, place_under
from tendering.call_offs.queries import able_seats
from tendering.evaluation.domain import Scored
from tendering.frameworks.queries import framework_of, scheme_of, used_of
from tendering.frameworks.rules import may_call_off
from tendering.invitations.commands import invite
from tendering.notices.commands import draft_notice, publish_notice
from tendering.notices.domain import Notice, Status
from tendering.notices.queries import notice_to_change
from tendering.obligations.domain import Procedure
from tendering.terms.domain import Under


async def award_seats(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    reason: str,
    standstill_working_days: int | None,
    now: datetime,
) -> list[Award]:
    """Give every lot of a framework to all who have a seat by their points, best first, each with its rank.

    Raises RuleBroken where nobody has one, or all have theirs.
    """
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.framework is None:
        raise RuleBroken("Only a framework has seats; award the best bid.")
    must_show_prices(notice)
    outcome = await outcome_of(session, notice, now=now)
    made = await awards_by(session, notice_id=notice.id, buyer_id=None, supplier_id=None, after=None, limit=None)
    vacant = vacant_seats(notice, outcome, made)
    if not vacant:
        raise RuleBroken("Nobody is left to seat: each lot has no score table, nobody with the points, or all of them.")
    await tell_bidders(session, notice, {lot_id for lot_id, _, _ in vacant}, now=now)
    given, announced = [], standstill_working_days
    for lot_id, rank, line in vacant:
        bid = await opened_bid(session, notice, UUID(line.entry.bid), now=now)
        why = f"{reason} {why_seated(line, rank, len(outcome.seats[lot_id]))}"
        given.append(await give(session, notice, bid, [lot_id], rank=rank, reason=why, announced=announced, now=now))
    return given


def vacant_seats(notice: Notice, outcome: Outcome, made: Sequence[Award]) -> list[tuple[UUID, int, Scored]]:
    """The seats of each lot that nobody was given yet, best first: the lot, the rank, and whose it is by its points."""
    seated = {(lot_id, award.bid_id) for award in made for lot_id in award.lot_ids}
    return [
        (lot.id, rank, line)
        for lot in notice.lots
        for rank, line in enumerate(outcome.seats.get(lot.id, ()), 1)
        if (lot.id, UUID(line.entry.bid)) not in seated
    ]


def why_seated(line: Scored, rank: int, seats: int) -> str:
    """Why a bid has its seat, in a sentence."""
    return f"It ranks {rank} of {seats}, with {half_up(line.total, 2)} of 100 points."


async def draft_mini_competition(
    session: AsyncSession, buyer_id: UUID, framework_id: UUID, wanted: Wanted, *, now: datetime
) -> Notice:
    """Begin a notice that only its buyer sees, with all that the framework fixes. Raises Refused where it may not."""
    framework = await framework_of(session, framework_id)
    terms, under = inherited(framework, wanted, Procedure.MINI_COMPETITION), place_under(framework, wanted.lot_id)
    for decision in await framework_says(session, framework, under, buyer_id, wanted, now=now):
        decision.must_allow()
    return await draft_notice(session, buyer_id, terms, under=under)


async def framework_says(
    session: AsyncSession, framework: Notice, under: Under, buyer_id: UUID, wanted: Wanted | Notice, *, now: datetime
) -> Sequence[Decision]:
    """Whether this authority may call off so much today."""
    used, scheme = await used_of(session, under.lot_id), await scheme_of(session, framework)
    return may_call_off(framework, under.lot_id, buyer_id, used=used, value=wanted.value, scheme=scheme, now=now)


async def invite_suppliers(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, expected: int | None, now: datetime
) -> Notice:
    """Publish a mini-competition and invite every supplier of its framework's lot that nothing excludes.

    Said again before the deadline, who has become able since is invited too.
    """
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.under is None:
        raise RuleBroken("Nobody is invited here: whoever may bid, may.")
    framework = await framework_of(session, notice.under.framework_id)
    if notice.status is Status.DRAFT:
        says = await framework_says(session, framework, notice.under, buyer_id, notice, now=now)
        await publish_notice(session, buyer_id, notice.id, expected=expected, framework_says=says, now=now)
    must_welcome(notice, now=now)
    seats = await able_seats(session, framework, notice.under.lot_id, beside=notice, now=now)
    await invite(session, notice, [seat.supplier_id for seat in seats], now=now)
    return notice

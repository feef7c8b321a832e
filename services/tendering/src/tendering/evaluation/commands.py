"""What one may do in an evaluation: load, decide, record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from tendering.bids.domain import Bid, must_be_open
from tendering.evaluation.domain import PANELS, Mark
from tendering.evaluation.queries import result_in, results_of
from tendering.methods.queries import method_of
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_bid_for, notice_to_change
from tendering.panels.domain import Member
from tendering.panels.queries import own_seat
from tendering.prices.domain import PriceQuery


@dataclass(frozen=True, kw_only=True)
class Given:
    """A mark as its member gives it."""

    lot_id: UUID
    bid_id: UUID
    criterion: str
    mark: Decimal
    rationale: str


async def give_marks(
    session: AsyncSession, subject: str, notice_id: UUID, given: Sequence[Given], *, now: datetime
) -> int:
    """Commit one's own marks, before seeing anybody else's: all of them or, if one is wrong, none.

    Raises RuleBroken before the deadline, after the quality is settled, and for lots that one has left; Conflict for a
    mark given before.
    """
    notice = await notice_to_bid_for(session, notice_id)
    member = await own_seat(session, notice_id, subject)
    must_be_open(notice, now=now)
    if notice.quality_locked_at is not None:
        raise RuleBroken("The quality is settled; no mark is given any more.")
    for place, each in enumerate(given):
        await _must_be_theirs_to_mark(session, notice, member, each, f"/marks/{place}")
        session.add(Mark(notice_id=notice.id, member_id=member.id, given_at=now, **vars(each)))
    try:
        await session.flush()
    except IntegrityError as error:
        raise Conflict("One of these marks was given before; a mark is never changed.") from error
    return len(given)


async def settle_quality(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> Notice:
    """Close the marking for good; from here on the buyer sees the prices."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_be_open(notice, now=now)
    notice.settle_quality(now=now)
    return notice


async def ask_about_price(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, lot_id: UUID, bid_id: UUID, now: datetime
) -> PriceQuery:
    """Ask a bidder to explain a price that was flagged. Raises RuleBroken for one that was not, Conflict if asked."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.hides_prices:
        raise RuleBroken("Settle the quality first; until then nobody sees a price.")
    result = result_in(await results_of(session, notice, now=now), lot_id)
    flagged = {each.offered.bid_id for each in result.bids if each.test is not None and each.test.is_flagged}
    if bid_id not in flagged:
        raise RuleBroken("That price is neither far below the others nor below what lawful wages cost.")
    days = (await method_of(session, notice, now=now)).low_price_response_days
    due = PROCUREMENT_ACT.last_after(day_of(now), days)
    query = PriceQuery(lot_id=lot_id, bid_id=bid_id, notice_id=notice_id, asked_at=now, due_on=due)
    session.add(query)
    try:
        await session.flush()
    except IntegrityError as error:
        raise Conflict("The bidder was asked before.") from error
    return query


async def _must_be_theirs_to_mark(
    session: AsyncSession, notice: Notice, member: Member, given: Given, path: str
) -> None:
    """Raise Unacceptable or RuleBroken unless this member may mark this bid, for this lot and criterion."""
    member.must_be_free(given.lot_id)
    theirs = {each.name for each in notice.criteria if each.source in PANELS and each.source == member.kind.source}
    if given.criterion not in theirs:
        raise Unacceptable(f"{path}/criterion", "It must be a criterion that your panel marks.")
    if given.lot_id not in {lot.id for lot in notice.lots}:
        raise Unacceptable(f"{path}/lot_id", "It must be a lot of this notice.")
    bid = await session.get(Bid, given.bid_id)
    if bid is None or bid.notice_id != notice.id or bid.withdrawn_at is not None:
        raise Unacceptable(f"{path}/bid_id", "It must be a bid for this notice.")

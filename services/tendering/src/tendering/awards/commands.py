"""What one may do with an award: load, decide, record."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import AwardMade
from kernel.clock import day_of
from rulebook.limbs import Reservation
from tendering.allocations.queries import outcome_of
from tendering.associates.queries import gates_of_associates
from tendering.awards.domain import Award
from tendering.awards.queries import decision_of, gates_of, rank_on_framework
from tendering.awards.rules import standstill_end
from tendering.bids.commands import open_bids
from tendering.bids.domain import Bid, must_show_prices
from tendering.bids.queries import count_of_bids, opened_bid
from tendering.exclusions.queries import gates_before_award
from tendering.frameworks.commands import count_use
from tendering.frameworks.queries import gates_of_framework
from tendering.methods.queries import award_day, method_of
from tendering.notices.domain import Notice
from tendering.notices.queries import announcement, notice_to_change
from tendering.reservations.commands import remember_reserved_award
from tendering.summaries.commands import send_summaries
from tendering.suppliers.queries import party


async def award_lots(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    bid_id: UUID,
    lot_ids: Sequence[UUID],
    reason: str,
    standstill_working_days: int | None,
    now: datetime,
) -> Award:
    """Give lots of the buyer's notice to a bidder, after the deadline; where panels judged, only to whom they won."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    bid = await opened_bid(session, notice, bid_id, now=now)
    seats = await must_follow_from_judging(session, notice, bid.id, lot_ids, now=now)
    rank = await rank_on_framework(session, notice, bid, lot_ids, seats)
    await tell_bidders(session, notice, lot_ids, now=now)
    announced = standstill_working_days
    return await give(session, notice, bid, lot_ids, rank=rank, reason=reason, announced=announced, now=now)


async def tell_bidders(session: AsyncSession, notice: Notice, lot_ids: Collection[UUID], *, now: datetime) -> None:
    """Send the summaries for these lots where panels judged: nobody reads of an award before its own (s.50)."""
    if notice.has_panels:
        await send_summaries(session, notice, lot_ids, now=now)


async def give(
    session: AsyncSession,
    notice: Notice,
    bid: Bid,
    lot_ids: Sequence[UUID],
    *,
    rank: int | None,
    reason: str,
    announced: int | None,
    now: datetime,
) -> Award:
    """Record that the bid won, once its bidders were told. Raises Refused.

    `announced` is the standstill in working days.
    """
    counted = await count_of_bids(session, notice, now=now)
    award = Award.decide(notice, bid, lot_ids, reason=reason, bids_received=counted, now=now)
    award.rank, award.standstill_working_days = rank, announced
    await open_bids(session, now, notice.id)  # the ledger tells of the bids before it tells who won
    await record_award(session, notice, award, now=now)
    return award


async def record_award(session: AsyncSession, notice: Notice, award: Award, *, now: datetime) -> None:
    """Put an award on record and tell everybody, however it came about; the standstill begins. Raises Refused."""
    award.standstill_ends_on = standstill_end(notice, award.standstill_working_days, now=now)
    await pass_gates(session, notice, award, now=now)
    session.add(award)
    buyer, supplier = await party(session, notice.buyer_id), await party(session, award.supplier_id)
    decision = decision_of(award, notice, buyer, supplier)
    await emit(session, award.id, AwardMade(occurred_at=now, notice=announcement(notice, buyer), award=decision))


async def must_follow_from_judging(
    session: AsyncSession, notice: Notice, bid_id: UUID, lot_ids: Sequence[UUID], *, now: datetime
) -> list[UUID]:
    """Raise RuleBroken for a lot that another bid won, or none, where panels judged the bids.

    The bids with a seat on a framework's lot, best first; none where nobody judged, and for what is no framework.
    """
    if not notice.has_panels:
        return []
    must_show_prices(notice)
    outcome = await outcome_of(session, notice, now=now)
    lots = [lot for lot in notice.lots if lot.id in lot_ids]
    for lot in lots:
        outcome.must_go_to(lot, bid_id)
    return [UUID(line.entry.bid) for lot in lots for line in outcome.seats.get(lot.id, ())]


async def pass_gates(session: AsyncSession, notice: Notice, award: Award, *, now: datetime) -> None:
    """Nothing goes to an excluded supplier, reserved lots only to whom they are reserved for, and nothing is called off
    that its framework does not allow. Raises Refused; what allows it stays on record.
    """
    method = await method_of(session, notice, now=now)
    on = award_day(method, now=now)
    gates = [
        *await gates_before_award(session, notice, award.supplier_id, now=now),
        *await gates_of_associates(session, notice, award.bid_id, now=now),
        *await gates_of(session, notice, award, on=on, evidence_on=method.evidence_on, now=now),
        *await gates_of_framework(session, notice, award.value, now=now),
    ]
    await abide_by(session, award, gates, about=award.id)
    await count_use(session, notice, award.id, award.value)
    if Reservation.PUBLIC_SERVICE_MUTUAL in dict(notice.reservations(award.lot_ids)):
        await remember_reserved_award(
            session,
            award.id,
            award.supplier_id,
            authority_id=award.buyer_id,
            awarded_on=day_of(now),
            cpv=notice.cpv,
        )

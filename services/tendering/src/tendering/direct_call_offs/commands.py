"""What one may do with a direct call-off: load, decide, record."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import TurnAnswered, TurnGiven
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.versions import must_match
from tendering.awards.commands import record_award
from tendering.awards.domain import Award
from tendering.call_offs.commands import framework_says
from tendering.call_offs.domain import NobodyAble, Wanted, inherited, place_under
from tendering.call_offs.queries import able_seats
from tendering.direct_call_offs.domain import Answer, DirectCallOff, Turn
from tendering.direct_call_offs.queries import call_off_to_change, latest_turns
from tendering.direct_call_offs.rules import next_in_turn
from tendering.frameworks.queries import framework_of
from tendering.frameworks.rules import mechanism_of
from tendering.notices.commands import draft_notice, publish_notice
from tendering.notices.domain import Notice, Status
from tendering.notices.queries import notice_to_change
from tendering.obligations.domain import Procedure
from tendering.suppliers.queries import active_provider, party


async def call_off_directly(
    session: AsyncSession,
    buyer_id: UUID,
    framework_id: UUID,
    wanted: Wanted,
    *,
    standstill_working_days: int | None,
    now: datetime,
) -> DirectCallOff:
    """Offer a contract to the supplier that the framework's mechanism names. Raises Refused where it may not be.

    The deadline of what is wanted is the first supplier's to answer.
    """
    if wanted.closes_at <= now:
        raise Unacceptable("/answer_by", "The supplier has some time to answer.")
    framework = await framework_of(session, framework_id, held=True)  # turns are given one after the other
    terms, under = inherited(framework, wanted, Procedure.DIRECT_CALL_OFF), place_under(framework, wanted.lot_id)
    notice = await draft_notice(session, buyer_id, terms, under=under)
    await session.flush()
    says = await framework_says(session, framework, under, buyer_id, notice, now=now)
    await publish_notice(session, buyer_id, notice.id, expected=None, framework_says=says, now=now)
    call_off = DirectCallOff(
        notice_id=notice.id,
        framework_id=framework.id,
        lot_id=wanted.lot_id,
        buyer_id=buyer_id,
        mechanism=mechanism_of(framework),
        standstill_working_days=standstill_working_days,
    )
    session.add(call_off)
    await ask_next(session, framework, notice, call_off, now=now)
    return call_off


async def ask_next(
    session: AsyncSession, framework: Notice, notice: Notice, call_off: DirectCallOff, *, now: datetime
) -> None:
    """Give the next supplier its turn and tell it, unless everybody that may be asked was.

    Raises NobodyAble where the framework has nobody any more. Whoever may not act now is asked all the same: another's
    turn does not hang on it, and its own goes by.
    """
    seats = await able_seats(session, framework, call_off.lot_id, beside=notice, now=now)
    turns = await latest_turns(session, call_off.lot_id)
    asked = {turn.supplier_id for turn in call_off.turns}
    seat = next_in_turn(seats, call_off.mechanism, turns=turns, asked=asked)
    if seat is None:
        return
    turn = call_off.ask(seat.supplier_id, seat.rank, first_by=notice.closes_at, now=now)
    told = TurnGiven(
        occurred_at=now,
        notice_id=notice.id,
        buyer=await party(session, call_off.buyer_id),
        supplier=await party(session, turn.supplier_id),
        answer_by=turn.answer_by,
    )
    await emit(session, turn.id, told)


async def answer_turn(
    session: AsyncSession,
    supplier_id: UUID,
    notice_id: UUID,
    *,
    accepts: bool,
    reason: str | None,
    expected: int | None,
    now: datetime,
) -> DirectCallOff:
    """Accept, which awards the contract, or decline, after which the next supplier is asked."""
    call_off = await call_off_to_change(session, notice_id)
    if supplier_id not in {turn.supplier_id for turn in call_off.turns}:
        raise NotFound(f"There is no direct call-off {notice_id}.")
    must_match(call_off.version, expected)
    if accepts:
        await active_provider(session, supplier_id)
    turn = call_off.answer(supplier_id, Answer.ACCEPTED if accepts else Answer.DECLINED, reason, now=now)
    await tell_answer(session, call_off, turn, now=now)
    await go_on(session, call_off, turn, now=now)
    return call_off


async def pass_on(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, expected: int | None, now: datetime
) -> DirectCallOff:
    """Ask the next supplier, when the one whose turn it was has let its time go by."""
    call_off = await call_off_to_change(session, notice_id)
    if call_off.buyer_id != buyer_id:
        raise NotFound(f"There is no direct call-off {notice_id} of yours.")
    must_match(call_off.version, expected)
    turn = call_off.lapse(now=now)
    await tell_answer(session, call_off, turn, now=now)
    await go_on(session, call_off, turn, now=now)
    return call_off


async def tell_answer(session: AsyncSession, call_off: DirectCallOff, turn: Turn, *, now: datetime) -> None:
    """Say what came of a turn, to the buyer and to its supplier."""
    told = TurnAnswered(
        occurred_at=now,
        notice_id=call_off.notice_id,
        buyer=await party(session, call_off.buyer_id),
        supplier=await party(session, turn.supplier_id),
        answer=turn.answer,
        reason=turn.reason,
    )
    await emit(session, turn.id, told)


async def go_on(session: AsyncSession, call_off: DirectCallOff, turn: Turn, *, now: datetime) -> None:
    """Award what was accepted; else ask the next. Raises Refused where the law or the framework forbids the award."""
    notice = await notice_to_change(session, call_off.buyer_id, call_off.notice_id)
    if notice.status is not Status.PUBLISHED:
        raise RuleBroken(f"The call-off is {notice.status}.")
    if turn.answer is not Answer.ACCEPTED:
        framework = await framework_of(session, call_off.framework_id, held=True)
        with suppress(NobodyAble):  # whoever declines has declined, whether or not another can be asked
            await ask_next(session, framework, notice, call_off, now=now)
        return
    award = Award(
        notice_id=notice.id,
        bid_id=None,
        buyer_id=notice.buyer_id,
        supplier_id=turn.supplier_id,
        lot_ids=[lot.id for lot in notice.lots],
        value=notice.value,
        reason=why_chosen(call_off, turn),
        decided_at=now,
        bids_received=0,
        standstill_working_days=call_off.standstill_working_days,
    )
    notice.award(award.lot_ids, award.id, now=now)
    await record_award(session, notice, award, now=now)


def why_chosen(call_off: DirectCallOff, turn: Turn) -> str:
    """Why this supplier and no other, in a sentence."""
    how = "its only supplier" if call_off.mechanism is None else call_off.mechanism.replace("_", " ")
    return f"By the framework's mechanism ({how}): rank {turn.rank}, asked after {len(call_off.turns) - 1} others."

"""What one may do about a sign of distress: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import DistressSignAnswered, DistressSignRecorded, DistressSignWithdrawn
from kernel.clock import day_of
from kernel.errors import NotFound, Unacceptable
from kernel.versions import must_match
from tendering.distress.domain import DistressSign, Sign
from tendering.distress.queries import sign_of
from tendering.suppliers.queries import party


async def record_sign(
    session: AsyncSession,
    recorder_id: UUID,
    *,
    organisation_id: UUID,
    sign: Sign,
    occurred_on: date,
    source: str,
    now: datetime,
) -> DistressSign:
    """Put a sign of distress on record, with its source."""
    if occurred_on > day_of(now):
        raise Unacceptable("/occurred_on", "That day is still to come.")
    made = DistressSign(
        organisation_id=organisation_id,
        sign=sign,
        occurred_on=occurred_on,
        source=source,
        recorded_by=recorder_id,
        recorded_at=now,
    )
    told = DistressSignRecorded(
        occurred_at=now,
        organisation=await party(session, organisation_id),
        recorded_by=await party(session, recorder_id),
        sign=sign,
        occurred_on=occurred_on,
        source=source,
    )
    session.add(made)
    await emit(session, made.id, told)
    return made


async def withdraw_sign(
    session: AsyncSession, recorder_id: UUID, sign_id: UUID, *, reason: str, expected: int | None, now: datetime
) -> DistressSign:
    """Say that a sign was wrong, or is over. Another's reads as not found."""
    found = await sign_of(session, sign_id)
    if found.recorded_by != recorder_id:
        raise NotFound(f"There is no distress sign {sign_id} of yours.")
    must_match(found.version, expected)
    found.withdraw(reason, now=now)
    told = DistressSignWithdrawn(
        occurred_at=now,
        organisation=await party(session, found.organisation_id),
        recorded_by=await party(session, recorder_id),
        reason=reason,
    )
    await emit(session, found.id, told)
    return found


async def answer_sign(
    session: AsyncSession, organisation_id: UUID, sign_id: UUID, *, reply: str, expected: int | None, now: datetime
) -> DistressSign:
    """The organisation says what it has to say to a sign; whoever reads the sign reads that with it."""
    found = await sign_of(session, sign_id)
    if found.organisation_id != organisation_id:
        raise NotFound(f"There is no distress sign {sign_id} of yours.")
    must_match(found.version, expected)
    found.answer(reply)
    told = DistressSignAnswered(
        occurred_at=now,
        organisation=await party(session, organisation_id),
        recorded_by=await party(session, found.recorded_by),
        reply=reply,
    )
    await emit(session, found.id, told)
    return found

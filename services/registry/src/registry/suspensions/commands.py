"""Announcing a suspension, replying to it, deciding, and its end: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.decisions import keep
from chassis.ledger import emit, heads
from events.registry import OrganisationSuspended, SuspensionAnnounced, SuspensionEnded, SuspensionFacts
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken
from kernel.versions import must_match
from registry.organisations.commands import take_turns, tell
from registry.organisations.domain import Speaker, Status
from registry.organisations.queries import organisation_of
from registry.suspensions.domain import Status as Stage
from registry.suspensions.domain import Suspension
from registry.suspensions.queries import suspension_called
from registry.suspensions.rules import resume, suspend
from registry.suspensions.tables import suspensions

A_BATCH = 200  # suspensions; the rest ends the next time


async def announce_suspension(
    session: AsyncSession,
    organisation_id: UUID,
    speaker: Speaker,
    *,
    reasons: str,
    ends_on: date,
    by: str,
    now: datetime,
) -> Suspension:
    """Tell an active organisation, and only it, why it is to be suspended. Raises Conflict where one is under way."""
    organisation = await organisation_of(session, organisation_id)
    speaker.must_judge(organisation_id)
    if organisation.status not in {Status.ACTIVE, Status.SUSPENDED}:
        raise RuleBroken(f"The register has it as {organisation.status}: there is nobody to suspend.")
    suspension = Suspension.announce(organisation_id, reasons, ends_on=ends_on, by=by, now=now)
    session.add(suspension)
    await flush_or_conflict(session, "A suspension of this organisation is announced or in force already.")
    await emit(session, suspension.id, SuspensionAnnounced(occurred_at=now, suspension=told(suspension)))
    return suspension


async def reply_to_suspension(
    session: AsyncSession, suspension_id: UUID, speaker: Speaker, *, reply: str, expected: int | None, now: datetime
) -> Suspension:
    """The organisation itself replies, once; then a registrar decides. Another's suspension reads as not found."""
    suspension = await suspension_called(session, suspension_id, held=True)
    if speaker.organisation != suspension.organisation_id:
        raise NotFound(f"There is no suspension {suspension_id} of yours.")
    must_match(suspension.version, expected)
    suspension.answer(reply)
    await emit(session, suspension.id, SuspensionAnnounced(occurred_at=now, suspension=told(suspension)))
    return suspension


async def decide_suspension(
    session: AsyncSession,
    suspension_id: UUID,
    speaker: Speaker,
    *,
    imposes: bool,
    because: str,
    by: str,
    expected: int | None,
    now: datetime,
) -> Suspension:
    """Another registrar imposes it, after the reply or its days, or drops it."""
    suspension = await _suspension_to_judge(session, suspension_id, speaker, expected=expected)
    if not imposes:
        suspension.drop(because, by=by, now=now)
        await emit(session, suspension.id, SuspensionAnnounced(occurred_at=now, suspension=told(suspension)))
        return suspension
    decision = suspension.impose(because, by=by, now=now)
    await keep(session, decision, suspension.id)
    await take_turns(session, [str(suspension.organisation_id)])
    organisation = await organisation_of(session, suspension.organisation_id)
    suspend(organisation, day_of(now))
    await emit(session, suspension.id, OrganisationSuspended(occurred_at=now, suspension=told(suspension)))
    await tell(session, organisation, now=now)
    return suspension


async def lift_suspension(
    session: AsyncSession, suspension_id: UUID, speaker: Speaker, *, because: str, expected: int | None, now: datetime
) -> Suspension:
    """A registrar ends it before its last day."""
    suspension = await _suspension_to_judge(session, suspension_id, speaker, expected=expected)
    suspension.lift(because, now=now)
    return await _ended(session, suspension, now=now)


async def let_suspensions_end(session: AsyncSession, now: datetime) -> None:
    """A timer: end those whose last day is over. What a story has left behind waits."""
    ahead = exists().where(
        heads.c.entity.in_([suspensions.c.id, suspensions.c.organisation_id]), heads.c.occurred_at > now
    )
    over = (suspensions.c.status == Stage.IN_FORCE) & (suspensions.c.ends_on < day_of(now)) & ~ahead
    query = select(Suspension).where(over).order_by(suspensions.c.id).limit(A_BATCH).with_for_update(skip_locked=True)
    for suspension in await session.scalars(query):
        suspension.expire(now=now)
        await _ended(session, suspension, now=now)


async def _suspension_to_judge(
    session: AsyncSession, suspension_id: UUID, speaker: Speaker, *, expected: int | None
) -> Suspension:
    suspension = await suspension_called(session, suspension_id, held=True)
    speaker.must_judge(suspension.organisation_id)
    must_match(suspension.version, expected)
    return suspension


async def _ended(session: AsyncSession, suspension: Suspension, *, now: datetime) -> Suspension:
    await take_turns(session, [str(suspension.organisation_id)])
    organisation = await organisation_of(session, suspension.organisation_id)
    await emit(session, suspension.id, SuspensionEnded(occurred_at=now, suspension=told(suspension)))
    if resume(organisation, day_of(now)):
        await tell(session, organisation, now=now)
    return suspension


def told(suspension: Suspension) -> SuspensionFacts:
    """What an event says of it: whoever announced and decided acted for the register."""
    return SuspensionFacts.model_validate({name: getattr(suspension, name) for name in SuspensionFacts.model_fields})

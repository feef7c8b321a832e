"""What one may do about pledges and badges: load, decide, record."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit, heads
from events.registry import BadgeFacts, MutualRecognised, PledgeSigned, RecognitionChanged, WithdrawalAnnounced
from kernel.clock import day_of
from kernel.errors import Forbidden
from kernel.versions import must_match
from registry.evidence.queries import counting_facts
from registry.organisations.domain import Speaker
from registry.organisations.queries import organisation_of
from registry.recognition.domain.badges import Badge, Status
from registry.recognition.domain.pledges import Pledge, must_be_of_the_five, spelt
from registry.recognition.queries import badge_to_change, checklist_of
from registry.recognition.tables import badges

A_BATCH = 200  # badges; the rest is told the next time


async def sign_pledge(
    session: AsyncSession,
    organisation_id: UUID,
    speaker: Speaker,
    evidence: Mapping[str, Collection[UUID]],
    *,
    now: datetime,
) -> Pledge:
    """The organisation itself signs the public values, each with its evidence; again with other evidence."""
    await organisation_of(session, organisation_id)
    speaker.must_speak_for(organisation_id)
    if speaker.organisation != organisation_id:
        raise Forbidden("Nobody pledges for another: the organisation signs by itself.")
    counting = {fact.id for fact in await counting_facts(session, organisation_id)}
    must_be_of_the_five(evidence, counting, on=day_of(now))
    pledge = await session.get(Pledge, organisation_id, with_for_update=True)
    if pledge is None:
        pledge = Pledge(organisation_id=organisation_id, signed_at=now, evidence=spelt(evidence))
        session.add(pledge)
    else:
        pledge.sign_again(evidence, now=now)
    event = PledgeSigned(occurred_at=now, organisation_id=organisation_id, evidence=pledge.evidence)
    await emit(session, organisation_id, event)
    return pledge


async def recognise_mutual(session: AsyncSession, organisation_id: UUID, speaker: Speaker, *, now: datetime) -> Badge:
    """A registrar recognises who meets the checklist. Raises RuleBroken, or Conflict where a badge stands."""
    checklist = await checklist_of(session, organisation_id, on=day_of(now))
    speaker.must_judge(organisation_id)
    badge = Badge.grant(organisation_id, checklist, now=now)
    session.add(badge)
    await flush_or_conflict(session, "The organisation has a badge that stands; renew it.")
    await emit(session, badge.id, MutualRecognised(occurred_at=now, badge=told(badge)))
    return badge


async def renew_badge(
    session: AsyncSession, organisation_id: UUID, speaker: Speaker, *, expected: int | None, now: datetime
) -> Badge:
    """For another term, on the same checklist."""
    badge = await _badge_to_judge(session, organisation_id, speaker, expected=expected)
    badge.renew(await checklist_of(session, organisation_id, on=day_of(now)), now=now)
    return await _changed(session, badge, now=now)


async def announce_withdrawal(
    session: AsyncSession, organisation_id: UUID, speaker: Speaker, *, reason: str, expected: int | None, now: datetime
) -> Badge:
    """Tell the organisation, and only it, why its badge is to be withdrawn, and until when it may reply."""
    badge = await _badge_to_judge(session, organisation_id, speaker, expected=expected)
    badge.threaten(reason, now=now)
    await emit(session, badge.id, WithdrawalAnnounced(occurred_at=now, badge=told(badge)))
    return badge


async def reply_to_withdrawal(
    session: AsyncSession, organisation_id: UUID, speaker: Speaker, *, reply: str, expected: int | None, now: datetime
) -> Badge:
    """The organisation replies, once; then a registrar decides."""
    speaker.must_speak_for(organisation_id)
    badge = await badge_to_change(session, organisation_id)
    must_match(badge.version, expected)
    badge.answer(reply)
    await emit(session, badge.id, WithdrawalAnnounced(occurred_at=now, badge=told(badge)))
    return badge


async def decide_withdrawal(
    session: AsyncSession,
    organisation_id: UUID,
    speaker: Speaker,
    *,
    is_withdrawn: bool,
    expected: int | None,
    now: datetime,
) -> Badge:
    """A registrar withdraws the badge, after the reply or its time, or lets it stand."""
    badge = await _badge_to_judge(session, organisation_id, speaker, expected=expected)
    if is_withdrawn:
        badge.withdraw(now=now)
    else:
        badge.keep()
    return await _changed(session, badge, now=now)


async def let_badges_expire(session: AsyncSession, now: datetime) -> None:
    """A timer: tell of every badge whose last day is over. One that a story has left behind waits."""
    ahead = exists().where(heads.c.entity == badges.c.id, heads.c.occurred_at > now)
    standing = badges.c.status.in_([Status.RECOGNISED, Status.THREATENED])
    over = standing & (badges.c.expires_on < day_of(now)) & ~ahead
    query = select(Badge).where(over).order_by(badges.c.id).limit(A_BATCH).with_for_update(skip_locked=True)
    for badge in await session.scalars(query):
        badge.expire(now=now)
        await _changed(session, badge, now=now)


async def _badge_to_judge(
    session: AsyncSession, organisation_id: UUID, speaker: Speaker, *, expected: int | None
) -> Badge:
    speaker.must_judge(organisation_id)
    badge = await badge_to_change(session, organisation_id)
    must_match(badge.version, expected)
    return badge


async def _changed(session: AsyncSession, badge: Badge, *, now: datetime) -> Badge:
    await emit(session, badge.id, RecognitionChanged(occurred_at=now, badge=told(badge)))
    return badge


def told(badge: Badge) -> BadgeFacts:
    """What an event says of a badge."""
    return BadgeFacts(
        id=badge.id,
        organisation_id=badge.organisation_id,
        recognised_on=badge.recognised_on,
        expires_on=badge.expires_on,
        status=badge.status,
        reason=badge.reason,
        reply=badge.reply,
        reply_by=badge.reply_by,
    )

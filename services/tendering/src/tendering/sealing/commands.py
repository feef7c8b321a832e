"""What one may do with keys: load, decide, record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import put_on_record
from kernel.errors import Unacceptable
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.notices.queries import notice_to_change
from tendering.notices.rules import commenced_on
from tendering.sealing.domain import Capacity, Opener, SealingKey
from tendering.sealing.queries import openers_named
from tendering.sealing.rules.boxes import is_public_key
from tendering.sealing.rules.quorum import deal
from tendering.sealing.tables import openers


async def register_opener(
    session: AsyncSession,
    subject: str,
    organisation_id: UUID,
    capacity: Capacity,
    public_key: bytes,
    *,
    now: datetime,
) -> Opener:
    """Take down an opener's public key; an earlier one gets no new shares, and still opens those it has."""
    if not is_public_key(public_key):
        raise Unacceptable("/public_key", "Nothing can be sealed to this: it is no X25519 public key.")
    known = select(Opener).where(openers.c.subject == subject, openers.c.replaced_at.is_(None)).with_for_update()
    before: Opener | None = await session.scalar(known)
    if before is not None:
        before.replaced_at = now
        await session.flush()
    opener = Opener(
        subject=subject,
        organisation_id=organisation_id,
        capacity=capacity,
        public_key=public_key,
        registered_at=now,
    )
    session.add(opener)
    return opener


async def seal_notice(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    opener_ids: Sequence[UUID],
    threshold: int,
    expected: int | None,
    now: datetime,
) -> SealingKey:
    """Choose sealing for a draft: make a key for its bids and one for each phase that takes entries; deal the shares.

    Again, before publication, makes other keys. Gives the key of the bids.
    """
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_match(notice.version, expected)
    dealt_to = await openers_named(session, opener_ids)
    key, *of_phases = [
        deal(notice_id, dealt_to, threshold=threshold, now=now, phase=phase) for phase in (None, *notice.entry_phases)
    ]
    notice.seal(key.id, [each.id for each in of_phases])
    session.add_all([key, *of_phases])
    outsiders = [opener for opener in dealt_to if opener.capacity is not Capacity.OFFICIAL]
    asked = rule("seed_social_economy.openers", on=commenced_on(notice, now=now))
    enough = len(outsiders) >= asked.number("outsiders")
    reason = f"{len(outsiders)} of {len(dealt_to)} openers are auditors or citizens."
    inputs = {"openers": len(dealt_to), "outsiders": len(outsiders), "threshold": threshold}
    decision = asked.decide(enough, reason, inputs=inputs, now=now, informs=True)
    await put_on_record(session, notice, [decision], about=notice.id)
    return key

"""What one may do with a panel: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.decisions import keep
from kernel.errors import RuleBroken, Unacceptable
from rulebook.rules import rule
from tendering.methods.queries import method_of
from tendering.notices.domain import Notice, Status
from tendering.notices.queries import notice_to_change
from tendering.notices.rules import commenced_on
from tendering.panels.domain import Kind, Member
from tendering.panels.queries import member_of, own_seat
from tendering.panels.rules import Candidate, drawn, must_be_the_seed


async def appoint_member(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    kind: Kind,
    subject: str,
    trained_until: date | None,
    under_25: bool,
    now: datetime,
) -> Member:
    """Seat somebody on a panel. Raises RuleBroken for an evaluator without training, Conflict for a second seat."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.status not in {Status.DRAFT, Status.PUBLISHED}:
        raise RuleBroken(f"The notice is {notice.status}; its panels are closed.")
    if kind is Kind.TECHNICAL and trained_until is None:
        raise RuleBroken("An evaluator has a valid training.")
    notice.has_panels = True
    member = Member(
        notice_id=notice_id,
        kind=kind,
        subject=subject,
        trained_until=trained_until,
        under_25=under_25,
        appointed_at=now,
    )
    session.add(member)
    await flush_or_conflict(session, "They have a seat on a panel of this notice already.")
    return member


async def declare_interests(
    session: AsyncSession,
    subject: str,
    notice_id: UUID,
    *,
    interests: str | None,
    conflicting: Sequence[UUID],
    now: datetime,
) -> Member:
    """Say which interests one has, and leave the lots where they conflict."""
    member = await own_seat(session, notice_id, subject)
    member.declare(interests, now=now)
    notice = await session.get_one(Notice, notice_id)
    for place, lot_id in enumerate(conflicting):
        _must_be_a_lot(notice, lot_id, f"/conflicting_lots/{place}")
        member.recuse(lot_id, interests or "A conflict was declared.", now=now)
    return member


async def recuse_member(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, member_id: UUID, *, lot_id: UUID, reason: str, now: datetime
) -> Member:
    """Take a member off a lot because of a conflict; whatever they marked there no longer counts."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    _must_be_a_lot(notice, lot_id, "/lot_id")
    member = await member_of(session, notice_id, member_id)
    member.recuse(lot_id, reason, now=now)
    return member


async def draw_citizens(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    seed: str,
    seats: Mapping[str, int],
    candidates: Sequence[Candidate],
    now: datetime,
) -> tuple[Candidate, ...]:
    """Draw Citizen Commissioners; the draw stays on record, so that anybody with the seed can repeat it."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    digest = (await method_of(session, notice, now=now)).draw_digest
    if digest is None:
        raise RuleBroken("No digest of a seed was published with the notice.")
    must_be_the_seed(bytes.fromhex(seed), digest)
    found = drawn(candidates, seats, bytes.fromhex(seed))
    asked = rule("seed_social_economy.citizen_commissioners", on=commenced_on(notice, now=now))
    names = ", ".join(candidate.reference for candidate in found)
    inputs = {"seed": seed, "digest": digest, "candidates": len(candidates), "seats": dict(seats)}
    await keep(session, asked.decide(True, f"Drawn: {names}.", inputs=inputs, now=now, informs=True), notice.id)
    return found


def _must_be_a_lot(notice: Notice, lot_id: UUID, path: str) -> None:
    if lot_id not in {lot.id for lot in notice.lots}:
        raise Unacceptable(path, "It must be a lot of this notice.")

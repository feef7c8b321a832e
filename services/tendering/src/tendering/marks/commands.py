"""Giving marks, and putting one right: load, decide, record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from kernel.errors import RuleBroken, Unacceptable
from tendering.bids.domain import Bid, must_be_open
from tendering.criteria.domain import PANELS
from tendering.marks.domain import Cause, Closing, Mark, Moderation
from tendering.marks.queries import is_closed, mark_in_place, own_moderation
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_bid_for, notice_to_change
from tendering.panels.domain import Member
from tendering.panels.queries import member_of, own_seat


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

    Raises RuleBroken before the deadline, once the marking is closed, and for lots that one has left; Conflict for a
    mark given before.
    """
    notice = await notice_to_bid_for(session, notice_id)
    member = await own_seat(session, notice_id, subject)
    must_be_open(notice, now=now)
    must_not_be_settled(notice)
    if await is_closed(session, notice):
        raise RuleBroken("The marking is closed; no mark is given any more.")
    for place, each in enumerate(given):
        await _must_be_theirs_to_mark(session, notice, member, each, f"/marks/{place}")
        session.add(Mark(notice_id=notice.id, member_id=member.id, given_at=now, **vars(each)))
    await flush_or_conflict(session, "One of these marks was given before; a mark is never changed.")
    return len(given)


async def close_marking(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> Closing:
    """Let nobody mark any more; prices stay hidden. Raises RuleBroken before the deadline and once settled."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_be_open(notice, now=now)
    must_not_be_settled(notice)
    if not notice.has_panels:
        raise RuleBroken("No panel judges this notice.")
    closing = Closing(notice_id=notice.id, closed_at=now)
    session.add(closing)
    await flush_or_conflict(session, "The marking is closed already.")
    return closing


async def moderate_mark(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    lot_id: UUID,
    bid_id: UUID,
    criterion: str,
    member_id: UUID,
    becomes: Decimal,
    cause: Cause,
    explanation: str,
    now: datetime,
) -> Moderation:
    """Put a mark right, once, before anybody sees a price. Raises Conflict the second time."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_not_be_settled(notice)
    member = await member_of(session, notice_id, member_id)
    mark = await mark_in_place(
        session, notice_id, lot_id=lot_id, bid_id=bid_id, criterion=criterion, member_id=member_id
    )
    if not all(each.admits(becomes) for each in notice.criteria if each.name == criterion):
        raise Unacceptable("/becomes", "It must be one of the marks that the notice describes.")
    made = Moderation.of(mark, member, becomes=becomes, cause=cause, explanation=explanation, now=now)
    session.add(made)
    await flush_or_conflict(session, "This mark was moderated before.")
    return made


async def answer_moderation(
    session: AsyncSession, subject: str, notice_id: UUID, moderation_id: UUID, *, consents: bool, now: datetime
) -> Moderation:
    """A citizen consents to what would become of their mark, or does not; it then counts as it was given."""
    notice = await notice_to_bid_for(session, notice_id)
    member = await own_seat(session, notice_id, subject)
    must_not_be_settled(notice)
    made = await own_moderation(session, moderation_id, member.id)
    made.answer(consents, now=now)
    return made


def must_not_be_settled(notice: Notice) -> None:
    """Raise RuleBroken once prices may be seen: no mark is given or moderated with them in view."""
    if notice.quality_locked_at is not None:
        raise RuleBroken("The quality is settled; no mark is given or moderated any more.")


async def _must_be_theirs_to_mark(
    session: AsyncSession, notice: Notice, member: Member, given: Given, path: str
) -> None:
    """Raise Unacceptable or RuleBroken unless this member may mark this bid, for this lot and criterion."""
    member.must_be_free(given.lot_id)
    theirs = {each.name: each for each in notice.criteria if each.source in PANELS & {member.kind.source}}
    if given.criterion not in theirs:
        raise Unacceptable(f"{path}/criterion", "It must be a criterion that your panel marks.")
    if not theirs[given.criterion].admits(given.mark):
        raise Unacceptable(f"{path}/mark", "It must be one of the marks that the notice describes.")
    if given.lot_id not in {lot.id for lot in notice.lots}:
        raise Unacceptable(f"{path}/lot_id", "It must be a lot of this notice.")
    bid = await session.get(Bid, given.bid_id)
    if bid is None or bid.notice_id != notice.id or bid.withdrawn_at is not None:
        raise Unacceptable(f"{path}/bid_id", "It must be a bid for this notice.")

"""A right of reply is opened when a label comes to hold, used by the organisation, and closed when it holds no more."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import ReplyInvited, ReplyMade
from kernel.clock import day_of
from kernel.identifiers import new_id
from registry.organisations.domain import Speaker
from registry.replies.domain import RightOfReply
from registry.replies.queries import open_right
from rulebook.rules import rule


async def invite_reply(
    session: AsyncSession, organisation_id: UUID, label: str, reasons: tuple[str, ...], *, now: datetime
) -> RightOfReply:
    """Tell the organisation, and only it, of a label that is going to be public."""
    today = day_of(now)
    days = rule("classification.right_of_reply", on=today).number("days")
    right = RightOfReply(
        id=new_id(),
        organisation=organisation_id,
        label=label,
        opened_at=now,
        reply_by=today + timedelta(days=days),
    )
    session.add(right)
    event = ReplyInvited(
        occurred_at=now,
        organisation_id=organisation_id,
        label=label,
        reasons=list(reasons),
        reply_by=right.reply_by,
    )
    await emit(session, organisation_id, event)
    return right


async def reply(
    session: AsyncSession, organisation_id: UUID, label: str, speaker: Speaker, *, text: str, now: datetime
) -> RightOfReply:
    """The organisation says something to a label: from here on both are public, side by side."""
    speaker.must_speak_for(organisation_id)
    right = await open_right(session, organisation_id, label)
    right.answer(text, now=now)
    event = ReplyMade(occurred_at=now, organisation_id=organisation_id, label=label, reply=text)
    await emit(session, organisation_id, event)
    return right

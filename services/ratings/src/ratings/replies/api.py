"""Replies over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Router, Transaction
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from ratings.replies import commands
from ratings.replies.domain import Reply
from ratings.replies.queries import words_of
from ratings.replies.schemas import MarkIn, RemovalIn, ReplyIn, ReplyOut

router = Router(tags=["stories"])
Moderator = Annotated[Actor, Depends(role("moderator"))]
Addressee = Annotated[Actor, Depends(role("provider", "commissioner"))]


@router.post("/stories/{story_id}/replies", status_code=201, response_model=ReplyOut)
async def give_reply(story_id: UUID, body: ReplyIn, addressee: Addressee, tx: Transaction, now: Now) -> ReplyOut:
    """Reply to a story about your service; it costs nothing, and is shown as large as the story."""
    return await shown(tx, await commands.give_reply(tx, owner_of(addressee), story_id, body.text, now=now))


@router.post("/replies/{reply_id}/withdrawal", response_model=ReplyOut)
async def withdraw_reply(reply_id: UUID, addressee: Addressee, tx: Transaction, now: Now) -> ReplyOut:
    """Take your reply back: nobody can read it again."""
    return await shown(tx, await commands.withdraw_reply(tx, owner_of(addressee), reply_id, now=now))


@router.post("/replies/{reply_id}/removal", response_model=ReplyOut)
async def remove_reply(reply_id: UUID, body: RemovalIn, _: Moderator, tx: Transaction, now: Now) -> ReplyOut:
    """Take down a reply that points to a person, or is none."""
    return await shown(tx, await commands.remove_reply(tx, reply_id, body.reason, now=now))


@router.post("/cases/replies", response_model=ReplyOut, dependencies=[Depends(unkept)])
async def mark_reply(body: MarkIn, tx: Transaction) -> ReplyOut:
    """Say whether a reply to your story helped."""
    return await shown(tx, await commands.mark_reply(tx, body.case_code, body.reply_id, is_helpful=body.is_helpful))


async def shown(session: AsyncSession, reply: Reply) -> ReplyOut:
    """With its words, if they still can be read."""
    [text] = await words_of(session, [reply])
    return ReplyOut.of(reply, text)

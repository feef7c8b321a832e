"""The right of reply over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, role
from registry.organisations.api import Speaking
from registry.organisations.domain import Speaker
from registry.replies import commands, queries
from registry.replies.domain import RightOfReply
from registry.replies.schemas import ReplyIn, RightOfReplyOut

router = Router(tags=["classification"])
Label = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
Insider = Annotated[
    Actor, Depends(role("registrar", "platform_admin", "auditor", "commissioner", "provider", "funder"))
]


@router.get("/organisations/{organisation_id}/rights-of-reply", response_model=list[RightOfReplyOut])
async def list_rights_of_reply(organisation_id: UUID, session: Reading, actor: Insider) -> list[RightOfReply]:
    """The labels that your organisation may reply to; registrars and auditors see anybody's."""
    reads_all = not actor.roles.isdisjoint({"registrar", "platform_admin", "auditor"})
    Speaker(actor.organisation, registrar=reads_all).must_speak_for(organisation_id)
    return sorted((await queries.open_rights(session, organisation_id)).values(), key=lambda right: right.label)


@router.post("/organisations/{organisation_id}/classification/{label}/reply", response_model=RightOfReplyOut)
async def reply_to_label(
    organisation_id: UUID, label: Label, body: ReplyIn, speaker: Speaking, tx: Transaction, *, now: Now
) -> RightOfReply:
    """Reply to a label before it is public; with your reply beside it, it is public at once."""
    return await commands.reply(tx, organisation_id, label, speaker, text=body.text, now=now)

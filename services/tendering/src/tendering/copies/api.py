"""Copying over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.copies import commands
from tendering.copies.schemas import CopyIn
from tendering.notices.domain import Notice
from tendering.notices.schemas import NoticeOut

router = Router(prefix="/notices/{notice_id}/copy", tags=["notices"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=NoticeOut)
async def copy_notice(notice_id: UUID, body: CopyIn, commissioner: Commissioner, tx: Transaction) -> Notice:
    """Begin a draft with the terms of a notice, one's own or anybody's that is public; nothing of bids is copied."""
    return await commands.copy_notice(tx, owner_of(commissioner), notice_id, closes_at=body.closes_at)

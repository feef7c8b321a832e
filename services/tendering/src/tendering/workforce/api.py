"""Workforce packs over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.workforce import commands, queries
from tendering.workforce.domain import Pack
from tendering.workforce.schemas import PackOut, WorkforceIn

router = Router(prefix="/notices/{notice_id}/workforce", tags=["workforce"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.put("", response_model=PackOut)
async def tell_of_staff(
    notice_id: UUID, body: WorkforceIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Pack:
    """Make an anonymised pack of the posts that would transfer; it is published with the notice."""
    buyer_id = owner_of(commissioner)
    return await commands.tell_of_staff(tx, buyer_id, notice_id, body.parsed(), expected=expected, now=now)


@router.get("", response_model=PackOut)
async def read_workforce(notice_id: UUID, reading: Reading, visitor: Visitor) -> Pack:
    """The pack, for whoever may read its notice."""
    return await queries.visible_pack(reading, visitor.organisation if visitor else None, notice_id)

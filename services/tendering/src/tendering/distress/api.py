"""Signs of distress over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from kernel.errors import Forbidden
from tendering.distress import commands, queries
from tendering.distress.domain import DistressSign
from tendering.distress.schemas import ReplyIn, SignIn, SignOut, WithdrawalIn

router = Router(tags=["distress signs"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Concerned = Annotated[Actor, Depends(role("commissioner", "auditor", "provider"))]


@router.post("/distress-signs", status_code=201, response_model=SignOut)
async def record_sign(body: SignIn, commissioner: Commissioner, tx: Transaction, now: Now) -> DistressSign:
    """Put a sign of distress on record. It may ask for continuity plans; it keeps nobody out of anything."""
    return await commands.record_sign(tx, owner_of(commissioner), **dict(body), now=now)


@router.post("/distress-signs/{sign_id}/reply", response_model=SignOut)
async def answer_sign(
    sign_id: UUID, body: ReplyIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> DistressSign:
    """The organisation says what it has to say to a sign."""
    return await commands.answer_sign(tx, owner_of(provider), sign_id, reply=body.reply, expected=expected, now=now)


@router.post("/distress-signs/{sign_id}/withdraw", response_model=SignOut)
async def withdraw_sign(
    sign_id: UUID, body: WithdrawalIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> DistressSign:
    """Whoever recorded a sign says that it was wrong, or is over."""
    recorder_id = owner_of(commissioner)
    return await commands.withdraw_sign(tx, recorder_id, sign_id, reason=body.reason, expected=expected, now=now)


@router.get("/distress-signs", response_model=Listing[SignOut])
async def list_signs(
    reading: Reading, reader: Concerned, page: Page, *, organisation_id: UUID
) -> Listing[DistressSign]:
    """What was recorded of an organisation: for authorities, auditors and itself."""
    if not (reader.has("commissioner") or reader.has("auditor")) and reader.organisation != organisation_id:
        raise Forbidden("What is recorded of others is for authorities and auditors.")
    found = await queries.recorded_signs(reading, organisation_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda sign: [str(sign.id)])

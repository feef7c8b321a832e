"""Openers and keys over HTTP: parse, call, answer."""

from base64 import b64decode
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, Visitor, owner_of, role
from chassis.wire import Digits
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.sealing import commands, queries
from tendering.sealing.domain import Capacity, Opener
from tendering.sealing.rules.contexts import terms_of
from tendering.sealing.schemas import OpenerIn, OpenerOut, SealingIn, SealingOut, ShareOut, told

router = Router(tags=["sealing"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Holder = Annotated[Actor, Depends(role("opener"))]
#: Which phase it is about; left out, it is the bids.
OfPhase = Annotated[int | None, Query(alias="phase", ge=1, le=20), Digits]


@router.post("/openers", status_code=201, response_model=OpenerOut)
async def register_opener(body: OpenerIn, opener: Holder, tx: Transaction, now: Now) -> Opener:
    """Say to which public key the caller's shares are to be sealed; the latest counts."""
    organisation_id, capacity = owner_of(opener), Capacity.of(opener.roles)
    public_key = b64decode(body.public_key)
    return await commands.register_opener(tx, opener.subject, organisation_id, capacity, public_key, now=now)


@router.get("/openers", response_model=Listing[OpenerOut])
async def list_openers(caller: Caller, reading: Reading, page: Page) -> Listing[Opener]:
    """Everybody to whom a share can be dealt, oldest first."""
    found = await queries.current_openers(reading, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda opener: [str(opener.id)])


@router.post("/notices/{notice_id}/sealing", status_code=201, response_model=SealingOut)
async def seal_notice(
    notice_id: UUID, body: SealingIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> SealingOut:
    """Have what is sent for a draft sealed: a key for the bids and one for each phase is made, the private halves dealt
    to the openers and kept by nobody.
    """
    key = await commands.seal_notice(
        tx,
        owner_of(commissioner),
        notice_id,
        opener_ids=body.openers,
        threshold=body.threshold,
        expected=expected,
        now=now,
    )
    return told(key, terms_of(await tx.get_one(Notice, notice_id)))


@router.get("/notices/{notice_id}/sealing", response_model=SealingOut)
async def read_sealing(notice_id: UUID, reading: Reading, visitor: Visitor, of_phase: OfPhase = None) -> SealingOut:
    """The key to which bids are sealed, or entries for a `phase`, what they are bound to, and who holds a share."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    return told(await queries.key_of(reading, notice, of_phase), terms_of(notice))


@router.get("/notices/{notice_id}/sealing/share", response_model=ShareOut)
async def read_share(notice_id: UUID, opener: Holder, reading: Reading, of_phase: OfPhase = None) -> ShareOut:
    """The caller's own share: only the caller's private key opens it."""
    notice = await queries.notice_opened_by(reading, notice_id)
    key = await queries.key_of(reading, notice, of_phase)
    share = key.share_of(opener.subject)
    return ShareOut(key_id=key.id, opener_id=share.opener.id, number=share.number, sealed=share.sealed)

"""Openings over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, role
from chassis.sealing import Seal
from tendering.envelopes.schemas import read_envelope
from tendering.notices.queries import visible_notice
from tendering.openings import commands, queries
from tendering.openings.domain import Outcome
from tendering.openings.schemas import OpeningOut, PostedShareIn, told
from tendering.sealing.queries import key_of

router = Router(prefix="/notices/{notice_id}/opening", tags=["openings"])
Holder = Annotated[Actor, Depends(role("opener"))]


async def seal_of_shares(request: Request) -> Seal:
    """Under which shares wait for the others."""
    return Seal(request.app.state.settings.secret.get_secret_value(), "waiting shares")


Waiting = Annotated[Seal, Depends(seal_of_shares)]


@router.post("/shares", response_model=OpeningOut)
async def post_share(
    notice_id: UUID, body: PostedShareIn, opener: Holder, tx: Transaction, *, now: Now, seal: Waiting
) -> OpeningOut:
    """Bring the caller's share, after the deadline; the last one that is needed opens all bids at once."""
    part = bytes.fromhex(body.share)
    await commands.post_share(tx, opener.subject, notice_id, part, seal=seal, read=read_envelope, now=now)
    await tx.flush()
    return await as_it_stands(tx, notice_id, opener.organisation)


@router.get("", response_model=OpeningOut)
async def read_opening(notice_id: UUID, reading: Reading, visitor: Visitor) -> OpeningOut:
    """Whose shares are here, what was in at the deadline, and what came of each."""
    return await as_it_stands(reading, notice_id, visitor.organisation if visitor else None)


async def as_it_stands(session: AsyncSession, notice_id: UUID, organisation_id: UUID | None) -> OpeningOut:
    """The opening of a notice's bids, as far as it has come."""
    notice = await visible_notice(session, organisation_id, notice_id)
    key, log = await key_of(session, notice), await queries.log_of(session, notice_id)
    outcome = await queries.outcome_of(session, log) if log and notice.bids_opened_at else Outcome()
    return told(notice, key, log, outcome)

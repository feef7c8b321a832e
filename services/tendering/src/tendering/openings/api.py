"""Openings over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, role
from chassis.sealing import Seal
from tendering.entries.api import Kept
from tendering.entries.schemas import read_entry
from tendering.envelopes.schemas import read_envelope
from tendering.notices.queries import visible_notice
from tendering.openings import queries
from tendering.openings.commands.bids import Bids
from tendering.openings.commands.ceremonies import post_share as bring
from tendering.openings.commands.entries import Entries
from tendering.openings.domain import Outcome
from tendering.openings.schemas import OpeningOut, PostedShareIn, told
from tendering.phases.queries import progress_of
from tendering.sealing.api import OfPhase
from tendering.sealing.queries import key_of

router = Router(prefix="/notices/{notice_id}/opening", tags=["openings"])
Holder = Annotated[Actor, Depends(role("opener"))]


async def seal_of_shares(request: Request) -> Seal:
    """Under which shares wait for the others."""
    return Seal(request.app.state.settings.secret.get_secret_value(), "waiting shares")


Waiting = Annotated[Seal, Depends(seal_of_shares)]


@router.post("/shares", response_model=OpeningOut)
async def post_share(
    notice_id: UUID,
    body: PostedShareIn,
    opener: Holder,
    tx: Transaction,
    *,
    now: Now,
    seal: Waiting,
    kept: Kept,
    of_phase: OfPhase = None,
) -> OpeningOut:
    """Bring the caller's share, after the deadline; the last one that is needed opens all bids at once.

    With a `phase`, its share of that phase's key, and all entries for the phase.
    """
    notice = await queries.notice_to_open(tx, notice_id)
    key, share = await key_of(tx, notice, of_phase), bytes.fromhex(body.share)
    if of_phase is None:
        await bring(tx, Bids(notice, key, read_envelope), opener.subject, share, seal=seal, now=now)
    else:
        progress = await progress_of(tx, notice)
        chest = Entries(progress, of_phase, key, read_entry, kept)
        await bring(tx, chest, opener.subject, share, seal=seal, now=now)
    await tx.flush()
    return await as_it_stands(tx, notice_id, of_phase, opener)


@router.get("", response_model=OpeningOut)
async def read_opening(notice_id: UUID, reading: Reading, visitor: Visitor, of_phase: OfPhase = None) -> OpeningOut:
    """Whose shares are here, what was in at the deadline, and what came of each."""
    return await as_it_stands(reading, notice_id, of_phase, visitor)


async def as_it_stands(session: AsyncSession, notice_id: UUID, phase: int | None, reader: Actor | None) -> OpeningOut:
    """The opening of a notice's bids, or of the entries for a phase, as far as it has come."""
    notice = await visible_notice(session, reader.organisation if reader else None, notice_id)
    key = await key_of(session, notice, phase)
    if phase is None:
        log = await queries.log_of(session, notice_id)
        outcome = await queries.outcome_of_bids(session, log) if log and notice.bids_opened_at else Outcome()
        return told(key, log, outcome, opened_at=notice.bids_opened_at)
    of_phase = (await progress_of(session, notice)).logs.get(phase)
    opened_at = None if of_phase is None else of_phase.opened_at
    if reader is None or not notice.shows_all_to(reader.organisation, reader.roles):
        return told(key, of_phase, None, opened_at=opened_at)
    found = await queries.outcome_of_entries(session, of_phase) if of_phase and opened_at else Outcome()
    return told(key, of_phase, found, opened_at=opened_at)

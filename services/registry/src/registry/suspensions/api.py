"""Suspensions over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, role
from kernel.errors import NotFound
from registry.organisations.api import Speaking, speaker_of
from registry.organisations.queries import organisation_of
from registry.suspensions import commands, queries
from registry.suspensions.domain import IN_CONFIDENCE, Status, Suspension
from registry.suspensions.schemas import (
    LiftingIn,
    SuspensionDecisionIn,
    SuspensionIn,
    SuspensionOut,
    SuspensionReplyIn,
)

router = Router(tags=["suspensions"])
Registrar = Annotated[Actor, Depends(role("registrar", "platform_admin"))]


@router.post("/organisations/{organisation_id}/suspensions", status_code=201, response_model=SuspensionOut)
async def announce_suspension(
    organisation_id: UUID, body: SuspensionIn, registrar: Registrar, tx: Transaction, *, now: Now
) -> Suspension:
    """Registrars: tell an organisation why it is to be suspended, and until when; it may reply first."""
    speaker, by = speaker_of(registrar), registrar.subject
    return await commands.announce_suspension(tx, organisation_id, speaker, **dict(body), by=by, now=now)


@router.get("/organisations/{organisation_id}/suspensions", response_model=Listing[SuspensionOut])
async def list_suspensions_of_organisation(
    organisation_id: UUID, session: Reading, visitor: Visitor, page: Page
) -> Listing[Suspension]:
    """Its suspensions, oldest first, also those that have ended.

    One that is announced or was dropped is shown to the organisation itself, registrars and auditors.
    """
    await organisation_of(session, organisation_id)
    found = await queries.suspensions_matching(
        session,
        organisation_id=organisation_id,
        in_confidence=is_trusted(visitor, organisation_id),
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda it: [it.id])


@router.get("/suspensions", response_model=Listing[SuspensionOut])
async def list_suspensions(
    session: Reading, visitor: Visitor, page: Page, *, status: Status | None = None
) -> Listing[Suspension]:
    """All suspensions, oldest first; `status=announced` is the registrars' queue, and theirs and auditors' alone."""
    found = await queries.suspensions_matching(
        session, status=status, in_confidence=is_trusted(visitor), after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda it: [it.id])


@router.get("/suspensions/{suspension_id}", response_model=SuspensionOut)
async def read_suspension(suspension_id: UUID, session: Reading, visitor: Visitor) -> Suspension:
    """One suspension; what you may not know of reads as not found."""
    found = await queries.suspension_called(session, suspension_id)
    if found.status in IN_CONFIDENCE and not is_trusted(visitor, found.organisation_id):
        raise NotFound(f"There is no suspension {suspension_id}.")
    return found


def is_trusted(visitor: Visitor, organisation_id: UUID | None = None) -> bool:
    """Whether they may know what is between registrars and this organisation."""
    if visitor is None:
        return False
    is_own = organisation_id is not None and visitor.organisation == organisation_id
    return is_own or not visitor.roles.isdisjoint({"registrar", "platform_admin", "auditor"})


@router.post("/suspensions/{suspension_id}/reply", response_model=SuspensionOut)
async def reply_to_suspension(
    suspension_id: UUID, body: SuspensionReplyIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Suspension:
    """Reply, once, to why your organisation is to be suspended."""
    reply = body.reply
    return await commands.reply_to_suspension(tx, suspension_id, speaker, reply=reply, expected=expected, now=now)


@router.post("/suspensions/{suspension_id}/decide", response_model=SuspensionOut)
async def decide_suspension(
    suspension_id: UUID,
    body: SuspensionDecisionIn,
    *,
    registrar: Registrar,
    expected: Expected,
    tx: Transaction,
    now: Now,
) -> Suspension:
    """Registrars other than the one who announced it: impose it, once the organisation could reply, or drop it."""
    speaker, by = speaker_of(registrar), registrar.subject
    return await commands.decide_suspension(tx, suspension_id, speaker, **dict(body), by=by, expected=expected, now=now)


@router.post("/suspensions/{suspension_id}/lift", response_model=SuspensionOut)
async def lift_suspension(
    suspension_id: UUID, body: LiftingIn, *, registrar: Registrar, expected: Expected, tx: Transaction, now: Now
) -> Suspension:
    """Registrars: end it before its last day, and say why."""
    speaker, because = speaker_of(registrar), body.because
    return await commands.lift_suspension(tx, suspension_id, speaker, because=because, expected=expected, now=now)

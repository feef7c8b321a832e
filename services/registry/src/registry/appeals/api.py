"""Appeals over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from registry.appeals import commands, queries
from registry.appeals.domain import Appeal
from registry.appeals.schemas import AppealIn, AppealOut, DecisionIn
from registry.organisations.api import Speaking, speaker_of
from registry.replies.api import Label

router = Router(tags=["classification"])
Registrar = Annotated[Actor, Depends(role("registrar", "platform_admin"))]


@router.post(
    "/organisations/{organisation_id}/classification/{label}/appeals", status_code=201, response_model=AppealOut
)
async def lodge_appeal(
    organisation_id: UUID, label: Label, body: AppealIn, speaker: Speaking, tx: Transaction, *, now: Now
) -> Appeal:
    """Appeal against a verdict about your organisation, and say why; one appeal at a time against each."""
    return await commands.lodge_appeal(tx, organisation_id, label, speaker, grounds=body.grounds, now=now)


@router.get("/appeals", response_model=Listing[AppealOut])
async def list_appeals(
    session: Reading, page: Page, *, organisation_id: UUID | None = None, decided: bool | None = None
) -> Listing[Appeal]:
    """Appeals, the oldest first; `decided=false` is the registrars' queue."""
    found = await queries.appeals_matching(
        session, organisation_id=organisation_id, decided=decided, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda appeal: [appeal.id])


@router.get("/appeals/{appeal_id}", response_model=AppealOut)
async def read_appeal(appeal_id: UUID, session: Reading) -> Appeal:
    """One appeal, and what became of it."""
    return await queries.appeal_called(session, appeal_id)


@router.post("/appeals/{appeal_id}/decide", response_model=AppealOut)
async def decide_appeal(
    appeal_id: UUID, body: DecisionIn, registrar: Registrar, tx: Transaction, *, now: Now
) -> Appeal:
    """Registrars: decide, unless you had a part in the evidence or act for the organisation."""
    return await commands.decide_appeal(
        tx,
        appeal_id,
        speaker_of(registrar),
        by=registrar.subject,
        upheld=body.upheld,
        reasons=body.reasons,
        now=now,
    )

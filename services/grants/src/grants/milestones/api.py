"""Milestones over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from chassis.http import Expected, Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.wire import Digits
from grants.match.schemas import EvidenceIn
from grants.milestones import commands
from grants.terms.domain import Terms
from grants.terms.schemas import TermsOut

router = Router(prefix="/grants/{grant_id}/milestones/{milestone_number}", tags=["milestones"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Number = Annotated[int, Path(ge=1, le=100), Digits]


@router.post("/report", response_model=TermsOut)
async def report_milestone(
    grant_id: UUID,
    milestone_number: Number,
    body: EvidenceIn,
    provider: Provider,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Terms:
    """Say that a milestone is reached, and what shows it."""
    return await commands.report_milestone(
        tx, owner_of(provider), grant_id, milestone_number, body.evidence, expected=expected, now=now
    )


@router.post("/acceptance", response_model=TermsOut)
async def accept_milestone(
    grant_id: UUID, milestone_number: Number, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Terms:
    """Agree that a reported milestone is reached; it is earned from then on."""
    return await commands.accept_milestone(tx, owner_of(funder), grant_id, milestone_number, expected=expected, now=now)

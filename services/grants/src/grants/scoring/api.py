"""Scores over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.scoring import commands, queries
from grants.scoring.schemas import ModerationIn, ScoringOut

router = Router(prefix="/applications/{application_id}/scoring", tags=["scoring"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("/moderation", status_code=201, response_model=ScoringOut)
async def moderate_scores(
    application_id: UUID, body: ModerationIn, funder: Funder, tx: Transaction, now: Now
) -> ScoringOut:
    """Record what the assessors agreed on where their scores lie far apart; led by somebody who did not assess."""
    return ScoringOut.of(
        await commands.moderate_scores(
            tx, owner_of(funder), funder.subject, application_id, score=body.score, reason=body.reason, now=now
        )
    )


@router.get("", response_model=ScoringOut)
async def read_scoring(application_id: UUID, caller: Caller, reading: Reading, now: Now) -> ScoringOut:
    """The scores that count and what they come to; for the applicant with the decision."""
    return ScoringOut.of(
        await queries.readable_scoring(reading, caller.organisation, caller.roles, application_id, now=now)
    )

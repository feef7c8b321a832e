"""Assessments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from grants.assessment import commands, queries
from grants.assessment.domain import Assessment
from grants.assessment.schemas import AssessmentIn, AssessmentOut

router = Router(prefix="/applications/{application_id}/assessments", tags=["assessment"])
Assessor = Annotated[Actor, Depends(role("assessor"))]


@router.post("", status_code=201, response_model=AssessmentOut)
async def assess(application_id: UUID, body: AssessmentIn, assessor: Assessor, tx: Transaction, now: Now) -> Assessment:
    """Judge an application, once, before it is decided."""
    return await commands.assess(
        tx,
        owner_of(assessor),
        assessor.subject,
        application_id,
        score=body.score,
        recommendation=body.recommendation,
        rationale=body.rationale,
        now=now,
    )


@router.get("", response_model=Listing[AssessmentOut])
async def list_assessments(application_id: UUID, caller: Caller, reading: Reading, page: Page) -> Listing[Assessment]:
    """What assessors said, for the funder's people and auditors."""
    found = await queries.assessments_of(
        reading, caller.organisation, caller.roles, application_id, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda assessment: [str(assessment.id)])

"""Considerations over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, oversees, owner_of, role
from kernel.errors import NotFound
from tendering.considerations import commands, queries
from tendering.considerations.domain import ConflictsAssessment, Subsidiarity, WellBeing
from tendering.considerations.schemas import (
    ConflictsIn,
    ConflictsOut,
    SubsidiarityIn,
    SubsidiarityOut,
    WellBeingIn,
    WellBeingOut,
)
from tendering.engagement.queries import engagement_of

router = Router(prefix="/engagements/{engagement_id}", tags=["considerations"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.put("/well-being", response_model=WellBeingOut)
async def consider_well_being(
    engagement_id: UUID,
    body: WellBeingIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> WellBeing:
    """Record how the procurement might improve well-being, before it begins (Social Value Act 2012)."""
    thoughts = body.of(engagement_id, now)
    return await commands.consider_well_being(tx, owner_of(commissioner), thoughts, expected=expected)


@router.get("/well-being", response_model=WellBeingOut)
async def read_well_being(engagement_id: UUID, reading: Reading) -> WellBeing:
    """What was considered; public."""
    await engagement_of(reading, engagement_id)
    return await queries.well_being_of(reading, engagement_id)


@router.put("/subsidiarity", response_model=SubsidiarityOut)
async def consider_subsidiarity(
    engagement_id: UUID,
    body: SubsidiarityIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Subsidiarity:
    """Say at which tier the need is commissioned, and, where a lower one is able to, why. Without a reason it flags."""
    thoughts = body.of(engagement_id, now)
    return await commands.consider_subsidiarity(tx, owner_of(commissioner), thoughts, expected=expected)


@router.get("/subsidiarity", response_model=SubsidiarityOut)
async def read_subsidiarity(engagement_id: UUID, reading: Reading) -> Subsidiarity:
    """At which tier the need is commissioned, and why; public."""
    await engagement_of(reading, engagement_id)
    return await queries.subsidiarity_of(reading, engagement_id)


@router.post("/conflicts", status_code=201, response_model=ConflictsOut)
async def assess_conflicts(
    engagement_id: UUID, body: ConflictsIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> ConflictsAssessment:
    """Prepare the conflicts assessment, or revise it for the next notice (ss.81 to 83)."""
    return await commands.assess_conflicts(
        tx, owner_of(commissioner), engagement_id, body.found(), reviewed_by=commissioner.subject, now=now
    )


@router.get("/conflicts", response_model=Listing[ConflictsOut])
async def list_conflicts(
    engagement_id: UUID, reading: Reading, insider: Insider, page: Page
) -> Listing[ConflictsAssessment]:
    """Every revision of the conflicts assessment: for the buyer and auditors."""
    engagement = await engagement_of(reading, engagement_id)
    if not oversees(insider, engagement.buyer_id):
        raise NotFound(f"There is no engagement {engagement_id} of yours.")
    after = int(page.after[0]) if page.after else 0
    found = await queries.assessments_of(reading, engagement_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda assessment: [str(assessment.number)])

"""Claims of outcomes over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from grants.outcomes import commands, queries
from grants.outcomes.domain import OutcomeClaim, Sample
from grants.outcomes.schemas import (
    OutcomeClaimOut,
    OutcomeClaimsIn,
    OutcomeClaimsOut,
    SampleIn,
    SampleOut,
    VerdictsIn,
)

router = Router(prefix="/grants/{grant_id}", tags=["outcomes"])
Provider = Annotated[Actor, Depends(role("provider"))]
Assessor = Annotated[Actor, Depends(role("assessor"))]


@router.post("/outcome-claims", status_code=201, response_model=OutcomeClaimsOut)
async def claim_outcomes(grant_id: UUID, body: OutcomeClaimsIn, provider: Provider, tx: Transaction, now: Now) -> Any:
    """Claim outcomes for people under pseudonyms, in the order in which they are to be paid."""
    said = [each.model_dump() for each in body.claims]
    return {"claims": await commands.claim_outcomes(tx, owner_of(provider), grant_id, said, now=now)}


@router.get("/outcome-claims", response_model=Listing[OutcomeClaimOut])
async def list_outcome_claims(grant_id: UUID, caller: Caller, reading: Reading, page: Page) -> Listing[OutcomeClaim]:
    """Claims in their order, for the grant's two parties, its verifier and auditors."""
    after = 0 if page.after is None else int(page.after[0])
    found = await queries.readable_claims(reading, caller, grant_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda claim: [claim.number])


@router.post("/outcome-verdicts", status_code=201, response_model=OutcomeClaimsOut)
async def verify_outcomes(grant_id: UUID, body: VerdictsIn, assessor: Assessor, tx: Transaction, now: Now) -> Any:
    """Say of each claim whether it holds. For the verifier's assessors, never the recipient's or an investor's."""
    by = owner_of(assessor), assessor.subject
    return {"claims": await commands.verify_outcomes(tx, *by, grant_id, body.said(), now=now)}


@router.post("/outcome-samples", status_code=201, response_model=SampleOut)
async def sample_outcomes(grant_id: UUID, body: SampleIn, assessor: Assessor, tx: Transaction, now: Now) -> Sample:
    """Judge all claims that nobody has looked at by some of them: few errors pay all, more a part, many nothing yet."""
    by = owner_of(assessor), assessor.subject
    return await commands.sample_outcomes(tx, *by, grant_id, body.said(), now=now)

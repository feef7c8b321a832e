"""Claims over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.awards.queries import award_of
from tendering.claims import commands, queries
from tendering.claims.domain import Proceedings
from tendering.claims.schemas import ClaimEndIn, ClaimIn, ClaimOut

router = Router(tags=["claims"])
Litigant = Annotated[Actor, Depends(role("provider", "commissioner"))]


@router.post("/awards/{award_id}/claims", status_code=201, response_model=ClaimOut)
async def notify_claim(award_id: UUID, body: ClaimIn, litigant: Litigant, tx: Transaction, now: Now) -> Proceedings:
    """Notify the authority of proceedings; within the standstill that suspends the signature (s.101)."""
    return await commands.notify_claim(tx, owner_of(litigant), award_id, **dict(body), now=now)


@router.post("/claims/{claim_id}/end", response_model=ClaimOut)
async def end_claim(
    claim_id: UUID, body: ClaimEndIn, litigant: Litigant, tx: Transaction, *, now: Now, expected: Expected
) -> Proceedings:
    """Record the court's order that lifts the suspension, or the claimant's withdrawal."""
    return await commands.end_claim(tx, owner_of(litigant), claim_id, **dict(body), expected=expected, now=now)


@router.get("/awards/{award_id}/claims", response_model=Listing[ClaimOut])
async def list_claims(award_id: UUID, reading: Reading, page: Page) -> Listing[Proceedings]:
    """Every claim over an award, oldest first."""
    await award_of(reading, award_id)
    found = await queries.claims_over(reading, award_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda claim: [str(claim.id)])

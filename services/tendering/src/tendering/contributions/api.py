"""Contributions over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.contributions import commands, queries
from tendering.contributions.domain import Contribution
from tendering.contributions.schemas import ContributionIn, ContributionOut, DecisionIn
from tendering.engagement.queries import engagement_of

router = Router(prefix="/engagements/{engagement_id}/contributions", tags=["contributions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=ContributionOut)
async def hear_users(
    engagement_id: UUID, body: ContributionIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Contribution:
    """Write down what users gave to the design, and what they were paid."""
    return await commands.hear_users(tx, owner_of(commissioner), body.of(engagement_id), now=now)


@router.post("/{contribution_id}/decision", response_model=ContributionOut)
async def answer_users(
    engagement_id: UUID,
    contribution_id: UUID,
    body: DecisionIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Contribution:
    """Say what became of a contribution: you said, we did."""
    buyer_id = owner_of(commissioner)
    return await commands.answer_users(
        tx, buyer_id, engagement_id, contribution_id, body.decision, expected=expected, now=now
    )


@router.get("", response_model=Listing[ContributionOut])
async def list_contributions(engagement_id: UUID, reading: Reading, page: Page) -> Listing[Contribution]:
    """Every contribution to an engagement, and what became of each."""
    await engagement_of(reading, engagement_id)
    found = await queries.contributions_to(reading, engagement_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda contribution: [str(contribution.id)])

"""Reviews of grants over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from chassis.wire import DayIn
from grants.reviews import commands, queries
from grants.reviews.domain import Review, Waiting
from grants.reviews.schemas import ReviewIn, ReviewOut, WaitingOut
from kernel.clock import day_of

router = Router(tags=["reviews"])
Funder = Annotated[Actor, Depends(role("funder"))]
Official = Annotated[Actor, Depends(role("funder", "assessor"))]


@router.post("/grants/{grant_id}/reviews", status_code=201, response_model=ReviewOut)
async def review_grant(grant_id: UUID, body: ReviewIn, funder: Funder, tx: Transaction, now: Now) -> Review:
    """Review a running grant, and say whether it goes on. Send an Idempotency-Key, and a retry counts once."""
    return await commands.review_grant(tx, owner_of(funder), funder.subject, grant_id, **dict(body), now=now)


@router.get("/grants/{grant_id}/reviews", response_model=Listing[ReviewOut])
async def list_reviews(grant_id: UUID, caller: Caller, reading: Reading, page: Page) -> Listing[Review]:
    """Reviews in their order, for the recipient, the funder's people and auditors."""
    after = 0 if page.after is None else int(page.after[0])
    found = await queries.readable_reviews(reading, caller, grant_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda review: [review.number])


@router.get("/reviews-due", response_model=Listing[WaitingOut])
async def list_reviews_due(
    official: Official, reading: Reading, page: Page, *, now: Now, by: DayIn | None = None
) -> Listing[Waiting]:
    """Your organisation's running grants that are to be reviewed by that day, or by today."""
    today = day_of(now)
    found = await queries.waiting_for_review(
        reading, owner_of(official), by=by or today, today=today, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda each: [str(each.grant_id)])

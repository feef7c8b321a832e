"""What recipients say, over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from grants.feedback import commands, queries
from grants.feedback.domain import Feedback
from grants.feedback.schemas import FeedbackIn, FeedbackOut, TogetherOut
from kernel.clock import day_of

router = Router(tags=["feedback"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/grants/{grant_id}/feedback", status_code=201, response_model=FeedbackOut)
async def give_feedback(grant_id: UUID, body: FeedbackIn, provider: Provider, tx: Transaction, now: Now) -> Feedback:
    """Say, once, what your grant took; the funder reads it in sums with others' only."""
    said = {**dict(body), "cost": body.cost.parsed()}
    return await commands.give_feedback(tx, owner_of(provider), provider.subject, grant_id, **said, now=now)


@router.get("/funders/{funder_id}/feedback", response_model=TogetherOut)
async def read_feedback(funder_id: UUID, reading: Reading, now: Now) -> TogetherOut:
    """What its recipients say of a funder, together."""
    return TogetherOut.of(funder_id, await queries.feedback_on(reading, funder_id, today=day_of(now)))

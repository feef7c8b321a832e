"""Reviews over HTTP: parse, call, answer."""

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.idempotency import unkept
from ratings.eligibility.domain import Quarter
from ratings.reviews import commands
from ratings.reviews.schemas import ReviewIn, ReviewOut
from ratings.stories.api import shown
from ratings.stories.schemas import CaseOut, FollowIn

# A kept key would tie the hour and the words of one review to one row; a credential is its own key.
router = Router(tags=["reviews"], dependencies=[Depends(unkept)])


@router.post("/reviews", status_code=201, response_model=ReviewOut)
async def count_review(body: ReviewIn, tx: Transaction, now: Now) -> ReviewOut:
    """Say what you think of a service, with the code you were given. It counts once, and nobody learns who you are."""
    period = Quarter.parse(body.period)
    contract_id, case_code = await commands.count_review(
        tx, body.credential, body.parsed(), period=period, dimensions=body.dimensions, story=body.story, now=now
    )
    return ReviewOut(contract_id=contract_id, period=body.period, case_code=case_code)


@router.post("/cases/withdraw", response_model=CaseOut, tags=["stories"])
async def withdraw_story(body: FollowIn, tx: Transaction, now: Now) -> CaseOut:
    """Take back what you said: nobody can read it again, here or in any copy, and the next summary leaves it out.

    The code that you rated with stays spent. Once its words were kept as long as they may be, stars stay counted:
    nothing tells whose they are.
    """
    return await shown(tx, await commands.withdraw_review(tx, body.case_code, now=now))

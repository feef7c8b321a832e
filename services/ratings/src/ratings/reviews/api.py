"""Reviews over HTTP: parse, call, answer."""

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.idempotency import unkept
from ratings.eligibility.domain import Quarter
from ratings.reviews import commands
from ratings.reviews.schemas import ReviewIn, ReviewOut

# A kept key would tie the hour and the words of one review to one row; a credential is its own key.
router = Router(prefix="/reviews", tags=["reviews"], dependencies=[Depends(unkept)])


@router.post("", status_code=201, response_model=ReviewOut)
async def count_review(body: ReviewIn, tx: Transaction, now: Now) -> ReviewOut:
    """Say what you think of a service, with the code you were given. It counts once, and nobody learns who you are."""
    period = Quarter.parse(body.period)
    contract_id, case_code = await commands.count_review(
        tx, body.credential, body.parsed(), period=period, dimensions=body.dimensions, story=body.story, now=now
    )
    return ReviewOut(contract_id=contract_id, period=body.period, case_code=case_code)

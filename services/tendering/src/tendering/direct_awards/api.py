"""Direct awards over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.awards.domain import Award
from tendering.awards.schemas import AwardOut
from tendering.direct_awards import commands
from tendering.direct_awards.schemas import DirectAwardIn

router = Router(prefix="/notices/{notice_id}/direct-award", tags=["awards"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=AwardOut)
async def make_direct_award(
    notice_id: UUID, body: DirectAwardIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Award:
    """Award without competition, to the supplier that the transparency notice named."""
    return await commands.make_direct_award(
        tx,
        owner_of(commissioner),
        notice_id,
        value=body.value.parsed(),
        reason=body.reason,
        standstill_working_days=body.standstill_working_days,
        now=now,
    )

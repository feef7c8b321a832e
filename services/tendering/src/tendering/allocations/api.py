"""Allocations over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router
from chassis.identity import Actor, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.allocations import queries
from tendering.allocations.schemas import AllocationOut
from tendering.bids.domain import must_show_prices
from tendering.notices.queries import overseen_notice

router = Router(prefix="/notices/{notice_id}/allocation", tags=["evaluation"])
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.get("", response_model=AllocationOut, responses={409: reference(RULE_BROKEN)})
async def read_allocation(notice_id: UUID, reading: Reading, insider: Insider, now: Now) -> AllocationOut:
    """Who wins which lots by the tables and the limit on lots: for the buyer, and for auditors, who recompute it."""
    notice = await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    must_show_prices(notice)
    return AllocationOut.of(await queries.outcome_of(reading, notice, now=now))

"""The workings over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router
from chassis.identity import Actor, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.bids.domain import must_show_prices
from tendering.evaluation.queries import materials_of
from tendering.methods.queries import method_of
from tendering.notices.queries import visible_notice
from tendering.snapshots.queries import snapshot_of
from tendering.workings import queries
from tendering.workings.schemas.own import OwnWorkingsOut
from tendering.workings.schemas.whole import WorkingsOut

router = Router(prefix="/notices/{notice_id}/evaluation/workings", tags=["evaluation"])
Auditor = Annotated[Actor, Depends(role("auditor"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.get("", response_model=WorkingsOut, responses={409: reference(RULE_BROKEN)})
async def read_workings(notice_id: UUID, reading: Reading, auditor: Auditor, now: Now) -> WorkingsOut:
    """Everything that the tables rest on, for auditors: `commonweal recount` makes the same tables of it."""
    notice = await visible_notice(reading, auditor.organisation, notice_id)
    must_show_prices(notice)
    return WorkingsOut.of(notice, await materials_of(reading, notice, now=now), await snapshot_of(reading, notice))


@router.get("/own", response_model=OwnWorkingsOut)
async def read_own_workings(notice_id: UUID, reading: Reading, provider: Provider, now: Now) -> OwnWorkingsOut:
    """What one's own points are counted from, once the summary was sent: to be counted again."""
    bidder_id = owner_of(provider)
    notice = await visible_notice(reading, bidder_id, notice_id)
    own = await queries.own_workings(reading, notice, bidder_id, now=now)
    method = await method_of(reading, notice, now=now)
    return OwnWorkingsOut.made(notice.id, method.aggregate, notice.criteria, own)

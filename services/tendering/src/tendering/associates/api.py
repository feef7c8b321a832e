"""Whom bids name, over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Actor, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.associates.queries import checked_bids
from tendering.associates.schemas import CheckedOut
from tendering.notices.queries import overseen_notice

router = Router(prefix="/notices/{notice_id}/associates", tags=["exclusions"])
Checking = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.get("", response_model=Listing[CheckedOut], responses={409: reference(RULE_BROKEN)})
async def list_associates(
    notice_id: UUID, reading: Reading, checking: Checking, page: Page, now: Now
) -> Listing[CheckedOut]:
    """Once bids are open: who works with each bidder, and what is held against them, to hear the bidder on."""
    notice = await overseen_notice(reading, checking.organisation, checking.roles, notice_id)
    found = sorted(await checked_bids(reading, notice, now=now), key=lambda each: each.bid_id)
    after = page.after_id
    rest = [CheckedOut.of(each) for each in found if after is None or each.bid_id > after]
    return paged(rest[: page.limit], page, key=lambda each: [str(each.bid_id)])

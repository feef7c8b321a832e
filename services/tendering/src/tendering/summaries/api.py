"""Assessment summaries over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.notices.queries import overseen_notice, visible_notice
from tendering.summaries import commands, queries
from tendering.summaries.domain import Summary
from tendering.summaries.schemas import SentOut, SummaryOut

router = Router(prefix="/notices/{notice_id}/summaries", tags=["summaries"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.post("", status_code=201, response_model=SentOut)
async def send_summaries(notice_id: UUID, commissioner: Commissioner, tx: Transaction, now: Now) -> SentOut:
    """Tell every bidder how its bid was assessed, ahead of the award; an award sends what is still unsent."""
    return SentOut(sent=len(await commands.send_all_summaries(tx, owner_of(commissioner), notice_id, now=now)))


@router.get("", response_model=Listing[SummaryOut])
async def list_summaries(notice_id: UUID, reading: Reading, insider: Insider, page: Page) -> Listing[Summary]:
    """Everything that was sent: for the buyer and for auditors."""
    await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    found = await queries.summaries_sent(reading, notice_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda summary: [str(summary.id)])


@router.get("/own", response_model=Listing[SummaryOut])
async def list_own_summaries(notice_id: UUID, reading: Reading, provider: Provider, page: Page) -> Listing[Summary]:
    """Why one's own bid won or lost, criterion by criterion."""
    bidder_id = owner_of(provider)
    await visible_notice(reading, bidder_id, notice_id)
    found = await queries.summaries_sent(reading, notice_id, bidder_id=bidder_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda summary: [str(summary.id)])

"""Inquiries into grounds of exclusion over HTTP: parse, call, answer."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.exclusions import commands, queries
from tendering.exclusions.domain import Inquiry
from tendering.exclusions.schemas import InquiryFindingIn, InquiryIn, InquiryOut, ReportIn, RepresentationsIn
from tendering.notices.queries import visible_notice

router = Router(tags=["exclusions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Concerned = Annotated[Actor, Depends(role("commissioner", "provider", "auditor"))]


@router.post("/notices/{notice_id}/inquiries", status_code=201, response_model=InquiryOut)
async def open_inquiry(
    notice_id: UUID, body: InquiryIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Inquiry:
    """Tell a supplier of a ground of exclusion that may apply to it, a connected person or a sub-contractor."""
    return await commands.open_inquiry(
        tx,
        owner_of(commissioner),
        notice_id,
        supplier_id=body.supplier_id,
        ground=body.ground,
        subject=body.subject(),
        occurred_on=body.occurred_on,
        circumstances=body.circumstances,
        now=now,
    )


@router.post("/inquiries/{inquiry_id}/representations", response_model=InquiryOut)
async def answer_inquiry(
    inquiry_id: UUID, body: RepresentationsIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Inquiry:
    """The supplier answers, shows what it has put right, and names who takes another's place."""
    said = body.representations()
    return await commands.represent(tx, owner_of(provider), inquiry_id, said, expected=expected, now=now)


@router.post("/inquiries/{inquiry_id}/finding", response_model=InquiryOut)
async def decide_inquiry(
    inquiry_id: UUID,
    body: InquiryFindingIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Inquiry:
    """Decide, once the supplier has answered or its days are over."""
    buyer_id = owner_of(commissioner)
    return await commands.decide_inquiry(tx, buyer_id, inquiry_id, **dict(body), expected=expected, now=now)


@router.post("/inquiries/{inquiry_id}/report", response_model=InquiryOut)
async def report_inquiry(
    inquiry_id: UUID, body: ReportIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Inquiry:
    """Note that a Minister was told of it, as the law asks within thirty days of the decision."""
    buyer_id, day = owner_of(commissioner), body.reported_on
    return await commands.report_inquiry(tx, buyer_id, inquiry_id, day, expected=expected, now=now)


@router.get("/notices/{notice_id}/inquiries", response_model=Listing[InquiryOut])
async def list_inquiries(notice_id: UUID, reading: Reading, concerned: Concerned, page: Page) -> Listing[Inquiry]:
    """All of them for the authority and auditors; for a supplier those into itself."""
    found = await readable(reading, notice_id, concerned, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda inquiry: [str(inquiry.id)])


async def readable(
    session: AsyncSession, notice_id: UUID, concerned: Actor, *, after: UUID | None, limit: int
) -> Sequence[Inquiry]:
    """What this reader may know of."""
    notice = await visible_notice(session, concerned.organisation, notice_id)
    only = None if notice.shows_all_to(concerned.organisation, concerned.roles) else owner_of(concerned)
    return await queries.inquiries_into(session, notice_id, supplier_id=only, after=after, limit=limit)

"""Complaints over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from kernel.clock import day_of
from tendering.complaints import commands, queries
from tendering.complaints.domain import Complaint
from tendering.complaints.schemas import AnswerIn, ComplaintIn, ComplaintOut

router = Router(tags=["complaints"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/notices/{notice_id}/complaints", status_code=201, response_model=ComplaintOut)
async def lodge_complaint(
    notice_id: UUID, body: ComplaintIn, provider: Provider, tx: Transaction, now: Now
) -> ComplaintOut:
    """Complain of a procurement; the authority is told what is said, and never by whom."""
    made = await commands.lodge_complaint(tx, owner_of(provider), notice_id, body.text, now=now)
    return ComplaintOut.of(made, today=day_of(now), with_text=True)


@router.post("/complaints/{complaint_id}/answer", response_model=ComplaintOut)
async def answer_complaint(
    complaint_id: UUID, body: AnswerIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> ComplaintOut:
    """The authority answers, for everybody to read."""
    buyer_id = owner_of(commissioner)
    made = await commands.answer_complaint(tx, buyer_id, complaint_id, **dict(body), expected=expected, now=now)
    return ComplaintOut.of(made, today=day_of(now), with_text=True)


@router.get("/complaints", response_model=Listing[ComplaintOut])
async def list_complaints(
    reading: Reading,
    visitor: Visitor,
    page: Page,
    now: Now,
    *,
    notice_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> Listing[ComplaintOut]:
    """Complaints with their outcomes, oldest first; the words only for who may read them."""
    found = await queries.complaints_by(
        reading, notice_id=notice_id, buyer_id=buyer_id, after=page.after_id, limit=page.limit
    )
    shown = [ComplaintOut.of(each, today=day_of(now), with_text=may_read(each, visitor)) for each in found]
    return paged(shown, page, key=lambda complaint: [str(complaint.id)])


@router.get("/complaints/{complaint_id}", response_model=ComplaintOut)
async def read_complaint(complaint_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> ComplaintOut:
    """One complaint, and what came of it."""
    found = await queries.complaint_of(reading, complaint_id)
    return ComplaintOut.of(found, today=day_of(now), with_text=may_read(found, visitor))


def may_read(complaint: Complaint, visitor: Actor | None) -> bool:
    """Whether the words of a complaint are for this reader."""
    if visitor is None or visitor.has("auditor"):
        return visitor is not None
    return visitor.organisation in {complaint.buyer_id, complaint.complainant_id}

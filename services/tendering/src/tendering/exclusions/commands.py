"""Asking, answering and deciding about a ground of exclusion: load, decide, record."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import InquiryDecided, InquiryOpened, InquiryReported
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.versions import must_match
from rulebook.exclusions import Ground, still_counts
from rulebook.rules import rule
from tendering.calendar.commands import settle
from tendering.calendar.queries import kept_of_inquiry
from tendering.debarments.queries import is_listed
from tendering.exclusions.domain import Finding, Inquiry, Representations, Subject
from tendering.exclusions.queries import inquiry_to_answer, inquiry_to_decide
from tendering.exclusions.rules import duties_of_inquiry
from tendering.notices.domain import Notice, Status
from tendering.notices.queries import notice_to_change
from tendering.notices.rules import commenced_on
from tendering.suppliers.queries import heard_provider, party


async def open_inquiry(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    supplier_id: UUID,
    ground: Ground,
    subject: Subject,
    occurred_on: date,
    circumstances: str,
    now: datetime,
) -> Inquiry:
    """Tell a supplier of a ground that may apply; with that begin the days that it has to answer."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.status in {Status.DRAFT, Status.CANCELLED}:
        raise RuleBroken(f"The notice is {notice.status}; nobody can be excluded from it.")
    supplier = await heard_provider(session, supplier_id)
    law = commenced_on(notice, now=now)
    days = rule("exclusion.opportunity_days", on=law).number("working_days")
    inquiry = Inquiry(
        notice_id=notice.id,
        buyer_id=buyer_id,
        supplier_id=supplier_id,
        ground=ground,
        is_mandatory=ground.is_mandatory(on=law),
        **vars(subject),
        occurred_on=occurred_on,
        circumstances=circumstances,
        notified_at=now,
        due_on=PROCUREMENT_ACT.last_after(day_of(now), days),
    )
    await must_still_count(session, notice, inquiry, now=now)
    session.add(inquiry)
    told = {"ground": ground, "about": inquiry.about, "due_on": inquiry.due_on, "notice_id": notice.id}
    buyer = await party(session, buyer_id)
    await emit(session, inquiry.id, InquiryOpened(occurred_at=now, buyer=buyer, supplier=supplier, **told))
    return inquiry


async def represent(
    session: AsyncSession,
    supplier_id: UUID,
    inquiry_id: UUID,
    said: Representations,
    *,
    expected: int | None,
    now: datetime,
) -> Inquiry:
    """The supplier answers, and shows what it has put right."""
    inquiry = await inquiry_to_answer(session, supplier_id, inquiry_id)
    must_match(inquiry.version, expected)
    inquiry.represent(said, now=now)
    return inquiry


async def decide_inquiry(
    session: AsyncSession,
    buyer_id: UUID,
    inquiry_id: UUID,
    *,
    finding: Finding,
    reason: str,
    disregards: bool | None,
    minister_agreed_on: date | None,
    expected: int | None,
    now: datetime,
) -> Inquiry:
    """Find that the ground applies, or not, once the supplier has had its opportunity (s.58)."""
    inquiry = await inquiry_to_decide(session, buyer_id, inquiry_id)
    must_match(inquiry.version, expected)
    notice = await notice_to_change(session, buyer_id, inquiry.notice_id)
    if finding is Finding.APPLIES:
        await must_still_count(session, notice, inquiry, now=now)
    law = commenced_on(notice, now=now)
    report = day_of(now) + timedelta(days=rule("exclusion.report", on=law).number("days") - 1)
    inquiry.find(
        finding,
        reason,
        disregards=disregards,
        minister_agreed_on=minister_agreed_on,
        report_due_on=report,
        now=now,
    )
    told = InquiryDecided(
        occurred_at=now,
        notice_id=inquiry.notice_id,
        buyer=await party(session, buyer_id),
        supplier=await party(session, inquiry.supplier_id),
        ground=inquiry.ground,
        finding=finding,
        disregards=inquiry.disregards,
        reason=reason,
        report_due_on=inquiry.report_due_on,
    )
    await emit(session, inquiry.id, told)
    await keep_duties(session, inquiry, notice, now=now)
    return inquiry


async def report_inquiry(
    session: AsyncSession, buyer_id: UUID, inquiry_id: UUID, reported_on: date, *, expected: int | None, now: datetime
) -> Inquiry:
    """Note the day on which the authority told a Minister (s.59)."""
    inquiry = await inquiry_to_decide(session, buyer_id, inquiry_id)
    must_match(inquiry.version, expected)
    inquiry.report(reported_on, now=now)
    buyer, supplier = await party(session, buyer_id), await party(session, inquiry.supplier_id)
    told = InquiryReported(occurred_at=now, buyer=buyer, supplier=supplier, reported_on=reported_on)
    await emit(session, inquiry.id, told)
    await keep_duties(session, inquiry, await session.get_one(Notice, inquiry.notice_id), now=now)
    return inquiry


async def keep_duties(session: AsyncSession, inquiry: Inquiry, notice: Notice, *, now: datetime) -> None:
    """Write into the calendar what a Minister is to be told of it."""
    supplier = await party(session, inquiry.supplier_id)
    owed = duties_of_inquiry(inquiry, supplier.name, on=commenced_on(notice, now=now))
    await settle(session, await kept_of_inquiry(session, inquiry.id), owed)


async def must_still_count(session: AsyncSession, notice: Notice, inquiry: Inquiry, *, now: datetime) -> None:
    """Raise Unacceptable for what has not happened yet, Refused for what is too long ago; what allows it is kept."""
    if inquiry.occurred_on > day_of(now):
        raise Unacceptable("/occurred_on", "It has not happened yet.")
    if inquiry.concerns is not None and await is_listed(session, inquiry.concerns, inquiry.ground, on=day_of(now)):
        return  # the list itself says until when
    law = commenced_on(notice, now=now)
    decision = still_counts(inquiry.ground, inquiry.occurred_on, on=day_of(now), commenced_on=law, now=now)
    await abide_by(session, inquiry, [decision], about=inquiry.id)

"""What one may ask about exclusions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import NotFound
from rulebook.decisions import Decision
from tendering.debarments.queries import entries_against
from tendering.engagement.queries import engagement_of
from tendering.engagement.rules import not_unfairly_ahead
from tendering.exclusions.domain import Finding, Inquiry, disregarded
from tendering.exclusions.rules import gate_of_award, gate_of_signature
from tendering.exclusions.tables import inquiries
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on


async def inquiries_into(
    session: AsyncSession,
    notice_id: UUID,
    *,
    supplier_id: UUID | None = None,
    after: UUID | None = None,
    limit: int | None = None,
) -> Sequence[Inquiry]:
    """Every inquiry of a procurement, or those into one supplier, oldest first."""
    query = select(Inquiry).where(inquiries.c.notice_id == notice_id).order_by(inquiries.c.id).limit(limit)
    if supplier_id is not None:
        query = query.where(inquiries.c.supplier_id == supplier_id)
    if after is not None:
        query = query.where(inquiries.c.id > after)
    return (await session.scalars(query)).all()


async def found_by(session: AsyncSession, buyer_id: UUID) -> Sequence[Inquiry]:
    """Every inquiry of an authority that found that its ground applies, oldest first."""
    query = select(Inquiry).where(inquiries.c.buyer_id == buyer_id, inquiries.c.finding == Finding.APPLIES)
    return (await session.scalars(query.order_by(inquiries.c.id))).all()


async def inquiry_to_decide(session: AsyncSession, buyer_id: UUID, inquiry_id: UUID) -> Inquiry:
    """The authority's own inquiry, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Inquiry, inquiry_id, with_for_update=True)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no inquiry {inquiry_id} of yours.")
    return found


async def inquiry_to_answer(session: AsyncSession, supplier_id: UUID, inquiry_id: UUID) -> Inquiry:
    """An inquiry into this supplier, held until the transaction ends. Into another it reads as not found."""
    found = await session.get(Inquiry, inquiry_id, with_for_update=True)
    if found is None or found.supplier_id != supplier_id:
        raise NotFound(f"There is no inquiry {inquiry_id} into you.")
    return found


async def gates_before_award(
    session: AsyncSession, notice: Notice, supplier_id: UUID, *, now: datetime
) -> list[Decision]:
    """Whether the law lets this supplier have an award (ss.16(5), 26, 57)."""
    asked = await inquiries_into(session, notice.id, supplier_id=supplier_id)
    listed = await entries_against(session, [supplier_id], on=day_of(now))
    gates = gate_of_award(asked, listed, on=commenced_on(notice, now=now), now=now)
    if notice.engagement_id is not None:
        gates.append(not_unfairly_ahead(await engagement_of(session, notice.engagement_id), supplier_id, now=now))
    return gates


async def gates_before_signature(
    session: AsyncSession, notice: Notice, supplier_id: UUID, *, now: datetime
) -> list[Decision]:
    """Whether the law still lets this supplier have the contract."""
    asked = await inquiries_into(session, notice.id, supplier_id=supplier_id)
    listed = await entries_against(session, [supplier_id], on=day_of(now))
    return gate_of_signature(asked, listed, on=commenced_on(notice, now=now), now=now)


async def excluded_from(
    session: AsyncSession, notice: Notice, suppliers: Collection[UUID], *, now: datetime
) -> dict[UUID, str]:
    """Which of these suppliers' bids are disregarded, and on which ground: found here, or by the debarment list."""
    found = disregarded(await inquiries_into(session, notice.id))
    if notice.engagement_id is not None:
        ahead = (await engagement_of(session, notice.engagement_id)).unfairly_ahead
        found |= dict.fromkeys(ahead.intersection(suppliers), "an unavoidable advantage from the engagement")
    for entry in await entries_against(session, suppliers, on=day_of(now)):
        if entry.is_mandatory():
            found[entry.organisation_id] = f"debarment list, {entry.ground.words}"
    return found


async def in_question(session: AsyncSession, notice: Notice) -> frozenset[UUID]:
    """The suppliers about whom something is still undecided."""
    return frozenset(each.supplier_id for each in await inquiries_into(session, notice.id) if each.is_open)

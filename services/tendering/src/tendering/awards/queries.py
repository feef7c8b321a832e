"""What one may ask about awards."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import Party
from events.tendering import AwardDecision
from kernel.errors import NotFound, RuleBroken, Unacceptable
from rulebook.decisions import Decision
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.bids.domain import Bid
from tendering.notices.domain import Notice
from tendering.reservations.queries import qualification_of


async def award_of(session: AsyncSession, award_id: UUID) -> Award:
    """The award; awards are public."""
    award = await session.get(Award, award_id)
    if award is None:
        raise NotFound(f"There is no award {award_id}.")
    return award


async def own_award(session: AsyncSession, buyer_id: UUID, award_id: UUID) -> Award:
    """The buyer's own award. Another's reads as not found."""
    award = await session.get(Award, award_id)
    if award is None or award.buyer_id != buyer_id:
        raise NotFound(f"There is no award {award_id} of yours.")
    return award


async def awards_by(
    session: AsyncSession,
    *,
    notice_id: UUID | None,
    buyer_id: UUID | None,
    supplier_id: UUID | None,
    after: UUID | None,
    limit: int | None,
) -> Sequence[Award]:
    """Awards, oldest first; `after` is the last one already seen."""
    query = select(Award).order_by(awards.c.id).limit(limit)
    wanted = {"notice_id": notice_id, "buyer_id": buyer_id, "supplier_id": supplier_id}
    query = query.filter_by(**{name: value for name, value in wanted.items() if value is not None})
    if after is not None:
        query = query.where(awards.c.id > after)
    return (await session.scalars(query)).all()


async def gates_of(
    session: AsyncSession, notice: Notice, award: Award, *, on: date, evidence_on: date | None = None, now: datetime
) -> list[Decision]:
    """Whether the supplier may be given the lots that are reserved: for the planned award day, and again at signature.

    `evidence_on` is the day on which evidence must be live, if it is another.
    """
    return [
        (
            await qualification_of(
                session,
                award.supplier_id,
                reservation,
                authority=award.buyer_id,
                on=on,
                areas=areas,
                cpv=notice.cpv,
                but=award.id,
                evidence_on=evidence_on,
            )
        ).gate(now=now)
        for reservation, areas in notice.reservations(award.lot_ids)
    ]


def decision_of(award: Award, notice: Notice, buyer: Party, supplier: Party) -> AwardDecision:
    """What an event says of an award."""
    return AwardDecision(
        award_id=award.id,
        notice_id=award.notice_id,
        title=notice.title,
        buyer=buyer,
        suppliers=[supplier],
        lot_ids=award.lot_ids,
        value=str(award.value),
        decided_at=award.decided_at,
        bids_received=award.bids_received,
    )


async def rank_on_framework(
    session: AsyncSession, notice: Notice, bid: Bid, lot_ids: Sequence[UUID], seats: Sequence[UUID]
) -> int | None:
    """Which rank the bid has on a framework's lot: by score among `seats`, else the next; None for no framework.

    Raises RuleBroken where the framework is full or the supplier on it already, Unacceptable for several lots at once.
    """
    if notice.framework is None:
        return None
    if len(lot_ids) != 1:
        raise Unacceptable("/lot_ids", "A framework is awarded lot by lot: each has ranks and prices of its own.")
    made = (await session.scalars(select(Award).where(awards.c.notice_id == notice.id))).all()
    on_it = [each.supplier_id for each in made if lot_ids[0] in each.lot_ids]
    if bid.bidder_id in on_it:
        raise RuleBroken("The supplier is on the framework of this lot already.")
    if len(on_it) >= notice.framework.maximum_suppliers:
        raise RuleBroken("The framework of this lot has all the suppliers that its notice allows.")
    return (seats.index(bid.id) if bid.id in seats else len(on_it)) + 1

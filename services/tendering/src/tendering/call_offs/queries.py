"""What one may ask about seats and who of them may be asked."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.call_offs.domain import Seat, able
from tendering.contracts.domain import Contract, Status
from tendering.contracts.tables import contracts
from tendering.exclusions.queries import excluded_from
from tendering.frameworks.queries import scheme_of
from tendering.notices.domain import Notice


async def seats_of(session: AsyncSession, framework: Notice, lot_id: UUID) -> list[Seat]:
    """The suppliers whose framework contract for this lot is signed and was not ended, by rank.

    A round of an open framework ends for all of them when the next is awarded.
    """
    scheme = await scheme_of(session, framework)
    last = scheme.last_of(framework.id) if scheme else None
    found = await session.execute(
        select(Award, Contract)
        .join(Contract, contracts.c.award_id == awards.c.id)
        .where(
            awards.c.notice_id == framework.id,
            literal(lot_id) == any_(awards.c.lot_ids),
            contracts.c.status == Status.ACTIVE,
        )
        .order_by(awards.c.rank, awards.c.id)
    )
    return [
        Seat(
            supplier_id=award.supplier_id,
            award_id=award.id,
            rank=award.rank or place,
            price=award.value,
            starts_on=contract.starts_on,
            ends_on=min(contract.ends_on, last or contract.ends_on),
        )
        for place, (award, contract) in enumerate(found, 1)
    ]


async def able_seats(
    session: AsyncSession, framework: Notice, lot_id: UUID, *, beside: Notice | None = None, now: datetime
) -> Sequence[Seat]:
    """Who may be invited or asked today, by rank. What was found in the call-off `beside` excludes too (s.48).

    Raises NobodyAble where there is nobody.
    """
    seats = await seats_of(session, framework, lot_id)
    suppliers = [seat.supplier_id for seat in seats]
    barred = set(await excluded_from(session, framework, suppliers, now=now))
    if beside is not None:
        barred |= set(await excluded_from(session, beside, suppliers, now=now))
    return able(seats, barred, on=day_of(now))

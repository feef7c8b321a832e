"""What one may ask about what is called off."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.open_frameworks import Round
from tendering.frameworks.domain import Scheme
from tendering.frameworks.rules import may_call_off, may_grow
from tendering.frameworks.tables import framework_rounds, framework_uses
from tendering.notices.domain import Notice, Status


async def framework_of(session: AsyncSession, framework_id: UUID, *, held: bool = False) -> Notice:
    """A public notice whose lots are frameworks; `held` until the transaction ends. Raises NotFound for any other."""
    notice = await session.get(Notice, framework_id, with_for_update=held)
    if notice is None or notice.framework is None or notice.status is Status.DRAFT:
        raise NotFound(f"There is no framework {framework_id}.")
    return notice


async def scheme_of(session: AsyncSession, framework: Notice) -> Scheme | None:
    """The open framework of which this notice is a round, or is drafted for; None for what is of none."""
    first = await session.get(Notice, framework.reopens_id or framework.id)
    if first is None or framework.framework is None or not framework.framework.is_open:
        return None
    kept = framework_rounds.c
    awarded_on = func.min(kept.signed_on)
    found = (
        select(kept.notice_id, awarded_on.label("awarded_on"), func.count().label("suppliers"))
        .where(kept.first_id == first.id)
        .group_by(kept.notice_id)
        .order_by(awarded_on, kept.notice_id)
    )
    rounds = {row.notice_id: Round(row.awarded_on, row.suppliers) for row in await session.execute(found)}
    return Scheme(first=first, rounds=rounds)


async def used_of(session: AsyncSession, lot_id: UUID, *, but: UUID | None = None) -> Money:
    """What is called off under a framework's lot by now; `but` is an award that is not to be counted."""
    counted = framework_uses.c
    found = select(func.coalesce(func.sum(counted.pence), 0)).where(counted.lot_id == lot_id)
    if but is not None:
        found = found.where(counted.award_id != but)
    return Money(int(await session.scalar(found) or 0))


async def gates_of_framework(
    session: AsyncSession, notice: Notice, value: Money, *, now: datetime
) -> Sequence[Decision]:
    """What its framework says of a call-off of this value; nothing for what is none. Who calls off comes one by one."""
    if notice.under is None:
        return []
    framework = await framework_of(session, notice.under.framework_id, held=True)
    return may_call_off(
        framework,
        notice.under.lot_id,
        notice.buyer_id,
        used=await used_of(session, notice.under.lot_id),
        value=value,
        scheme=await scheme_of(session, framework),
        begun_at=notice.published_at,
        now=now,
    )


async def gates_of_growth(
    session: AsyncSession, notice: Notice, award_id: UUID, value: Money, *, now: datetime
) -> Sequence[Decision]:
    """What its framework says when a contract that was called off is to be worth another value."""
    if notice.under is None:
        return []
    framework = await framework_of(session, notice.under.framework_id, held=True)
    used = await used_of(session, notice.under.lot_id, but=award_id)
    return may_grow(framework, notice.under.lot_id, notice.buyer_id, used=used, value=value, now=now)

"""What one may ask about alliances; they are public, as their contracts are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import AwardedAlliance
from kernel.errors import NotFound, RuleBroken
from kernel.money import Money
from tendering.alliance_awards.domain import Status
from tendering.alliance_awards.queries import as_agreed, visible_alliance
from tendering.alliances.domain import Alliance, Role
from tendering.alliances.tables import alliances


async def alliance_of(session: AsyncSession, alliance_id: UUID) -> Alliance:
    """One alliance."""
    found = await session.get(Alliance, alliance_id)
    if found is None:
        raise NotFound(f"There is no alliance {alliance_id}.")
    return found


async def alliance_to_change(session: AsyncSession, alliance_id: UUID) -> Alliance:
    """One alliance, held until the transaction ends."""
    found = await session.get(Alliance, alliance_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no alliance {alliance_id}.")
    return found


async def buyers_alliance(session: AsyncSession, buyer_id: UUID, alliance_id: UUID) -> Alliance:
    """The buyer's own alliance, held until the transaction ends. Another's reads as not found."""
    found = await alliance_to_change(session, alliance_id)
    if found.buyer_id != buyer_id:
        raise NotFound(f"There is no alliance {alliance_id} of yours.")
    return found


async def awarded_alliance(session: AsyncSession, buyer_id: UUID, alliance_award_id: UUID) -> AwardedAlliance:
    """The buyer's own alliance as it was awarded. Raises RuleBroken for one to which not all have agreed."""
    award = await visible_alliance(session, buyer_id, alliance_award_id)
    if award.buyer_id != buyer_id:
        raise NotFound(f"There is no alliance {alliance_award_id} of yours.")
    if award.status is not Status.AWARDED:
        raise RuleBroken(f"This alliance is {award.status}; it begins once every member has agreed to it.")
    return await as_agreed(session, award)


def seats_of(awarded: AwardedAlliance) -> list[dict[str, Any]]:
    """The members as they were awarded, each under the name that the register has of it."""
    return [
        {
            "organisation_id": each.organisation.id,
            "reference": each.organisation.name,
            "role": Role(each.role),
            "value": Money.parse(each.value),
            "share": each.share,
            "limit": None,
        }
        for each in awarded.members
    ]


async def alliances_by(
    session: AsyncSession, *, buyer_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Alliance]:
    """Alliances, oldest first; `after` is the last one already seen."""
    query = select(Alliance).order_by(alliances.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(alliances.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(alliances.c.id > after)
    return (await session.scalars(query)).all()

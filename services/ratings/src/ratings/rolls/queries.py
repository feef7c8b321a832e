"""What one may ask of a roll."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.credentials.tables import rating_keys


async def equipped(session: AsyncSession, roll_id: UUID, on_roll: Column[Any]) -> int:
    """How many have a code, or were invited to ask for a blind credential; codes name their roll in `on_roll`."""
    codes = select(func.count()).where(on_roll == roll_id)
    invited = select(func.sum(rating_keys.c.invited)).where(rating_keys.c.roll_id == roll_id)
    return (await session.scalar(codes) or 0) + (await session.scalar(invited) or 0)

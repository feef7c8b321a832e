"""Which figures are in force."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.policies.domain import Policy, PolicyChoice, policy_of
from ratings.policies.tables import policies


async def policy_in_force(session: AsyncSession, *, on: date) -> Policy:
    """The figures by which ratings are weighed and shown."""
    last = select(PolicyChoice).order_by(policies.c.version.desc()).limit(1)
    return policy_of(await session.scalar(last), on=on)

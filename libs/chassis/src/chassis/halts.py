"""Halts: what stopped because going on would make it worse, kept where every process of the service can see it."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import halts


async def halt(session: AsyncSession, name: str, reason: str) -> None:
    """`name` (the relay, or a reader) stands still, and why; readiness turns red with it."""
    stopped = {"name": name, "reason": reason}
    await session.execute(upsert(halts).values(stopped).on_conflict_do_update(index_elements=["name"], set_=stopped))


async def resume(session: AsyncSession, name: str) -> None:
    """It moves again."""
    await session.execute(delete(halts).where(halts.c.name == name))


async def halted(session: AsyncSession) -> Mapping[str, str]:
    """What stands still in this service, and why; empty when all is well."""
    return {row.name: row.reason for row in await session.execute(select(halts).order_by(halts.c.name))}

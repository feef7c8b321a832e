"""What one may ask of entries for the register; they are public, as their contract is."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.register_entries.domain import RegisterEntry
from tendering.register_entries.tables import register_entries


async def entry_if_any(session: AsyncSession, contract_id: UUID) -> RegisterEntry | None:
    """What was said of a contract; None while nothing was."""
    return await session.scalar(select(RegisterEntry).where(register_entries.c.contract_id == contract_id))


async def entry_of(session: AsyncSession, contract_id: UUID) -> RegisterEntry:
    """The same. Raises NotFound while nothing was said."""
    entry = await entry_if_any(session, contract_id)
    if entry is None:
        raise NotFound(f"Nothing was said of contract {contract_id} for the register.")
    return entry

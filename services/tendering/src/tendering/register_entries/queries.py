"""What one may ask of entries for the register; they are public, as their contract is."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.register_entries.domain import RegisterEntry


async def entry_of(session: AsyncSession, contract_id: UUID) -> RegisterEntry:
    """What was said of a contract. Raises NotFound while nothing was."""
    entry = await session.get(RegisterEntry, contract_id)
    if entry is None:
        raise NotFound(f"Nothing was said of contract {contract_id} for the register.")
    return entry

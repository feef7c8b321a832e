"""What one may ask about receipts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.receipts.tables import receipt_keys


async def keys_used(session: AsyncSession) -> Sequence[Row[Any]]:
    """Every key that signed, oldest first: its name, the key, since when."""
    return (await session.execute(select(receipt_keys).order_by(receipt_keys.c.first_used_at))).all()

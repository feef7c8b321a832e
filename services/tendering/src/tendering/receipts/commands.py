"""How a receipt is given."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.receipts.domain import Receipt
from tendering.receipts.rules import Signer
from tendering.receipts.tables import receipt_keys


async def give(session: AsyncSession, receipt: Receipt, signer: Signer, *, now: datetime) -> str:
    """The receipt, signed; the key is published in the same transaction."""
    used = {"kid": signer.kid, "x": signer.public["x"], "first_used_at": now}
    await session.execute(insert(receipt_keys).values(used).on_conflict_do_nothing())
    return signer.sign(receipt)

"""Inviting suppliers: load, decide, record."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import SupplierInvited
from tendering.invitations.domain import Invitation
from tendering.invitations.queries import invited_to
from tendering.notices.domain import Notice
from tendering.suppliers.queries import party


async def invite(session: AsyncSession, notice: Notice, suppliers: Iterable[UUID], *, now: datetime) -> None:
    """Let these suppliers bid, and tell each; who was invited before is not told twice."""
    before = {each.supplier_id for each in await invited_to(session, notice.id)}
    buyer = await party(session, notice.buyer_id)
    for supplier_id in suppliers:
        if supplier_id in before:
            continue
        made = Invitation(notice_id=notice.id, supplier_id=supplier_id, invited_at=now)
        session.add(made)
        told = SupplierInvited(
            occurred_at=now,
            notice_id=notice.id,
            buyer=buyer,
            supplier=await party(session, supplier_id),
            closes_at=notice.closes_at,
        )
        await emit(session, made.id, told)

"""What one may ask of invoices and payments. Both sides see theirs, and the buyer all of its chain."""

from collections.abc import Collection, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import known_organisations, party_of
from events import Party
from kernel.errors import NotFound
from kernel.money import Money
from tendering.contracts.domain import Contract
from tendering.payments.domain import Invoice, Payment, Place
from tendering.payments.tables import invoices, payments
from tendering.subcontracts.domain import Subcontract
from tendering.suppliers.tables import organisations

T = TypeVar("T", Invoice, Payment)


async def hold_payer(session: AsyncSession, payer_id: UUID) -> None:
    """One batch of a payer at a time: two could each miss what the other brings."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"payments of {payer_id}"))))


async def invoices_called(session: AsyncSession, payer_id: UUID, references: Collection[str]) -> dict[str, Invoice]:
    """The payer's invoices with these references."""
    query = select(Invoice).where(invoices.c.payer_id == payer_id, invoices.c.reference.in_(references))
    return {it.reference: it for it in await session.scalars(query)}


async def payments_called(session: AsyncSession, payer_id: UUID, references: Collection[str]) -> dict[str, Payment]:
    """The payer's payments with these references."""
    query = select(Payment).where(payments.c.payer_id == payer_id, payments.c.reference.in_(references))
    return {it.reference: it for it in await session.scalars(query)}


async def paid_of(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Money]:
    """What was paid of these invoices."""
    kept = payments.c
    query = select(kept.invoice_id, func.sum(kept.pence).label("pence")).where(kept.invoice_id.in_(ids))
    return {row.invoice_id: Money(int(row.pence)) for row in await session.execute(query.group_by(kept.invoice_id))}


async def parties_among(session: AsyncSession, ids: Collection[UUID]) -> tuple[dict[UUID, Party], frozenset[UUID]]:
    """Those that the register has told of, and which of them are buyers."""
    known = await known_organisations(session, organisations, ids)
    parties = {organisation_id: party_of(facts) for organisation_id, facts in known.items()}
    return parties, frozenset(each.id for each in known.values() if "buyer" in each.roles)


async def place_in_contract(
    session: AsyncSession, contract_id: UUID | None, subcontract_id: UUID | None
) -> Place | None:
    """Where money moves under a signed contract or a subcontract of it; None where there is none."""
    if subcontract_id is not None:
        link = await session.get(Subcontract, subcontract_id)
        if link is None or contract_id not in {None, link.contract_id}:
            return None
        return Place(link.buyer_id, link.payer_id, link.payee_id, link.tier, link.contract_id, link.id)
    contract = await session.get(Contract, contract_id)
    if contract is None or contract.signed_at is None:
        return None
    return Place(contract.buyer_id, contract.buyer_id, contract.supplier_id, 1, contract.id)


async def own_invoice(session: AsyncSession, payer_id: UUID, invoice_id: UUID) -> Invoice:
    """The payer's invoice, held until the transaction ends. Raises NotFound."""
    found = await session.get(Invoice, invoice_id, with_for_update=True)
    if found is None or found.place.payer_id != payer_id:
        raise NotFound(f"There is no invoice {invoice_id} of yours to pay.")
    return found


async def own_payment(session: AsyncSession, payee_id: UUID, payment_id: UUID) -> Payment:
    """A payment to the payee, held until the transaction ends. Raises NotFound."""
    found = await session.get(Payment, payment_id, with_for_update=True)
    if found is None or found.place.payee_id != payee_id:
        raise NotFound(f"There is no payment {payment_id} to you.")
    return found


async def visible(
    session: AsyncSession, kind: type[T], reader_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[T]:
    """Oldest first; `reader_id` None is an auditor, who sees all."""
    kept = (invoices if kind is Invoice else payments).c
    query = select(kind).order_by(kept.id).limit(limit)
    if reader_id is not None:
        query = query.where(or_(kept.buyer_id == reader_id, kept.payer_id == reader_id, kept.payee_id == reader_id))
    return (await session.scalars(query if after is None else query.where(kept.id > after))).all()

"""What follows: an invoice is disputed and settled, a payment confirmed by who was paid."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import PaymentConfirmed
from kernel.clock import day_of
from kernel.versions import must_match
from tendering.payments.domain import Invoice, Payment
from tendering.payments.queries import own_invoice, own_payment
from tendering.subcontracts.queries import party_under, veil_over
from tendering.suppliers.queries import party


async def dispute_invoice(
    session: AsyncSession, payer_id: UUID, invoice_id: UUID, *, reason: str, on: date, expected: int | None
) -> Invoice:
    """The payer disputes it: the days to pay stand still."""
    invoice = await own_invoice(session, payer_id, invoice_id)
    must_match(invoice.version, expected)
    invoice.dispute(reason, on=on)
    return invoice


async def settle_dispute(
    session: AsyncSession, payer_id: UUID, invoice_id: UUID, *, on: date, expected: int | None
) -> Invoice:
    """The dispute is over: the days go on."""
    invoice = await own_invoice(session, payer_id, invoice_id)
    must_match(invoice.version, expected)
    invoice.settle(on=on)
    return invoice


async def confirm_payment(
    session: AsyncSession, payee_id: UUID, payment_id: UUID, *, received_on: date, expected: int | None, now: datetime
) -> Payment:
    """The payee has the money."""
    payment = await own_payment(session, payee_id, payment_id)
    must_match(payment.version, expected)
    payment.confirm(payee_id, received_on)
    veil = await veil_over(session, payment.place.contract_id, on=day_of(now))
    event = PaymentConfirmed(
        occurred_at=now,
        payee=party_under(veil, await party(session, payee_id)),
        amount=str(payment.amount),
        paid_on=payment.paid_on,
        received_on=received_on,
    )
    await emit(session, payment.id, event)
    return payment

"""Invoices and payments come in bulk. The same rows again change nothing; a bad row loses no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Party
from events.tendering import PaymentMade
from kernel.clock import day_of
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.payments.domain import Invoice, Outcome, Payment, Place, Refusal, Rejected
from tendering.payments.queries import (
    hold_payer,
    invoices_called,
    paid_of,
    parties_among,
    payments_called,
    place_in_contract,
)
from tendering.payments.rules import Found, Row, fault_of, flags_of, place_of
from tendering.subcontracts.queries import ends_of, party_under, veil_over
from tendering.subcontracts.rules import Veil


@dataclass(frozen=True)
class Batch:
    """Rows of one payer, with what there is of what they name."""

    payer_id: UUID
    is_buyer: bool
    parties: Mapping[UUID, Party]
    buyers: frozenset[UUID]
    invoices: Mapping[str, Invoice]
    places: Mapping[tuple[UUID | None, UUID | None], Place | None]
    ends: Mapping[UUID, date]  # of subcontracts that were cut short
    veils: Mapping[UUID | None, Veil]  # of the contracts that money moves under

    def place(self, row: Row) -> Place | Refusal:
        """Where the money of a row moves."""
        named = self.places.get((row.contract_id, row.subcontract_id))
        invoice = self.invoices.get(row.invoice or "")
        found = Found([named] if named else [], frozenset(self.parties), self.buyers, invoice)
        return place_of(row, self.payer_id, found, is_buyer=self.is_buyer)

    def flags(self, row: Row, place: Place, invoice: Invoice | None, paid: Money) -> list[str]:
        """What is odd about a row; `paid` is what was paid of its invoice before."""
        ended_on = self.ends.get(place.subcontract_id) if place.subcontract_id else None
        return flags_of(place, row, invoice, paid, ended_on)


async def batch_of(session: AsyncSession, payer_id: UUID, rows: Sequence[Row], *, is_buyer: bool, on: date) -> Batch:
    """Everything that the rows name, read once. Holds the payer's references until the transaction ends."""
    await hold_payer(session, payer_id)
    invoices = await invoices_called(
        session, payer_id, {it for row in rows for it in (row.reference, row.invoice) if it}
    )
    named = {(row.contract_id, row.subcontract_id) for row in rows if row.contract_id or row.subcontract_id}
    places = {it: await place_in_contract(session, *it) for it in named}
    told = [place for place in [*places.values(), *(it.place for it in invoices.values())] if place is not None]
    ids = {it for row in rows for it in (row.payee_id, row.buyer_id) if it} | {payer_id}
    ids |= {it for place in told for it in (place.buyer_id, place.payee_id)}
    parties, buyers = await parties_among(session, ids)
    ends = await ends_of(session, {it.subcontract_id for it in told if it.subcontract_id})
    veils = {it: await veil_over(session, it, on=on) for it in {place.contract_id for place in told}}
    return Batch(payer_id, is_buyer, parties, buyers, invoices, places, ends, veils)


async def post_invoices(
    session: AsyncSession, payer_id: UUID, rows: Sequence[Row], *, is_buyer: bool, now: datetime
) -> Outcome:
    """Invoices that the payer has received, by its own references."""
    batch, outcome = await batch_of(session, payer_id, rows, is_buyer=is_buyer, on=day_of(now)), Outcome()
    known = dict(batch.invoices)
    for number, row in enumerate(rows, start=1):
        place = fault_of(row, day_of(now)) or batch.place(row)
        if isinstance(place, Refusal):
            outcome.rejected.append(Rejected(number, row.reference, place))
            continue
        made = Invoice(
            id=new_id(),
            reference=row.reference,
            place=place,
            amount=Money(row.pence),
            received_on=row.day,
            recorded_at=now,
        )
        before = known.setdefault(row.reference, made)
        if before is made:
            session.add(made)
            await session.flush()  # one by one: they keep the order in which they came
            outcome.accepted += 1
            outcome.ids[row.reference] = made.id
            outcome.flags |= flagged(row, batch.flags(row, place, None, Money(0)))
        elif (before.place, before.amount, before.received_on) == (made.place, made.amount, made.received_on):
            outcome.unchanged += 1
            outcome.ids[row.reference] = before.id
        else:
            outcome.rejected.append(Rejected(number, row.reference, Refusal.CONFLICTING))
    return outcome


async def post_payments(
    session: AsyncSession, payer_id: UUID, rows: Sequence[Row], *, is_buyer: bool, now: datetime
) -> Outcome:
    """Payments that the payer has made, of its invoices or without any."""
    batch, outcome = await batch_of(session, payer_id, rows, is_buyer=is_buyer, on=day_of(now)), Outcome()
    known = await payments_called(session, payer_id, {row.reference for row in rows})
    paid = await paid_of(session, [it.id for it in batch.invoices.values()])
    for number, row in enumerate(rows, start=1):
        place = fault_of(row, day_of(now)) or batch.place(row)
        if isinstance(place, Refusal):
            outcome.rejected.append(Rejected(number, row.reference, place))
            continue
        invoice = batch.invoices.get(row.invoice or "")
        made = payment_of(batch, row, place, paid, now)
        before = known.setdefault(row.reference, made)
        if before is made:
            session.add(made)
            if invoice is not None:
                paid[invoice.id] = paid.get(invoice.id, Money(0)) + made.amount
            await session.flush()
            await emit(session, made.id, told(made, invoice, batch, now))
            outcome.accepted += 1
            outcome.ids[row.reference] = made.id
            outcome.flags |= flagged(row, made.flags)
        elif (before.place, before.amount, before.paid_on, before.invoice_id, before.dataset, before.particulars) == (
            *(made.place, made.amount, made.paid_on, made.invoice_id, made.dataset, made.particulars),
        ):
            outcome.unchanged += 1
            outcome.ids[row.reference] = before.id
        else:
            outcome.rejected.append(Rejected(number, row.reference, Refusal.CONFLICTING))
    return outcome


def payment_of(batch: Batch, row: Row, place: Place, paid: Mapping[UUID, Money], now: datetime) -> Payment:
    """The payment that a row tells of."""
    invoice = batch.invoices.get(row.invoice or "")
    before = paid.get(invoice.id, Money(0)) if invoice else Money(0)
    return Payment(
        id=new_id(),
        reference=row.reference,
        place=place,
        invoice_id=invoice.id if invoice else None,
        amount=Money(row.pence),
        paid_on=row.day,
        dataset=row.dataset,
        particulars=dict(row.particulars),
        recorded_at=now,
        flags=batch.flags(row, place, invoice, before),
    )


def flagged(row: Row, flags: list[str]) -> dict[str, list[str]]:
    """A row's flags by its reference, if it has any."""
    return {row.reference: flags} if flags else {}


def told(payment: Payment, invoice: Invoice | None, batch: Batch, now: datetime) -> PaymentMade:
    """The event of a payment, with both sides as everybody may know them."""
    place = payment.place
    veil = batch.veils.get(place.contract_id) or Veil({})
    return PaymentMade(
        occurred_at=now,
        reference=payment.reference,
        buyer=batch.parties[place.buyer_id],
        payer=party_under(veil, batch.parties[place.payer_id]),
        payee=party_under(veil, batch.parties[place.payee_id]),
        tier=place.tier,
        contract_id=place.contract_id,
        subcontract_id=place.subcontract_id,
        invoice=invoice.reference if invoice else None,
        received_on=invoice.received_on if invoice else None,
        amount=str(payment.amount),
        paid_on=payment.paid_on,
        dataset=payment.dataset,
        **payment.particulars,
        flags=payment.flags,
    )

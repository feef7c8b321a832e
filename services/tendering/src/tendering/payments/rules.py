"""What may be wrong with a row of a batch, whoever sent it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kernel.money import Money
from tendering.payments.domain import Flag, Invoice, Place, Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was sent. Its amount is in pence of whatever currency, and may be below zero."""

    reference: str
    pence: int
    currency: str
    day: date
    payee_id: UUID | None = None
    buyer_id: UUID | None = None
    tier: int | None = None
    contract_id: UUID | None = None
    subcontract_id: UUID | None = None
    invoice: str | None = None
    dataset: str | None = None
    particulars: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of what a row names: the place of its contract or subcontract, its invoice, its payee."""

    places: Sequence[Place]
    payees: frozenset[UUID]
    buyers: frozenset[UUID]
    invoice: Invoice | None = None


def fault_of(row: Row, today: date) -> Refusal | None:
    """What is wrong with it by itself."""
    if row.currency != "GBP":
        return Refusal.OTHER_CURRENCY
    if row.pence <= 0:
        return Refusal.NEGATIVE
    return Refusal.IN_FUTURE if row.day > today else None


def place_of(row: Row, payer_id: UUID, found: Found, *, is_buyer: bool) -> Place | Refusal:
    """Where in whose chain the money moves; what a row names must be so, and what it does not name is flagged."""
    if row.invoice is not None:
        return Refusal.UNKNOWN_INVOICE if found.invoice is None else found.invoice.place
    if row.contract_id is not None or row.subcontract_id is not None:
        return _under_contract(row, payer_id, found)
    if row.payee_id is None or row.payee_id not in found.payees:
        return Refusal.UNKNOWN_PAYEE
    if row.payee_id == payer_id:
        return Refusal.PAYS_ITSELF
    return _without_contract(row, payer_id, row.payee_id, found, is_buyer=is_buyer)


def _under_contract(row: Row, payer_id: UUID, found: Found) -> Place | Refusal:
    """A contract says who pays whom; a row may repeat it."""
    place = next(iter(found.places), None)
    if place is None:
        return Refusal.UNKNOWN_CONTRACT
    return place if place.payer_id == payer_id and row.payee_id in {None, place.payee_id} else Refusal.WRONG_PARTY


def _without_contract(row: Row, payer_id: UUID, payee_id: UUID, found: Found, *, is_buyer: bool) -> Place | Refusal:
    """The buyer pays at tier 1, and nobody else does."""
    buyer_id = row.buyer_id or (payer_id if is_buyer else None)
    if buyer_id is None or buyer_id not in found.buyers:
        return Refusal.UNKNOWN_BUYER
    tier = row.tier or (1 if buyer_id == payer_id else 2)
    return Refusal.WRONG_PARTY if (tier == 1) != (buyer_id == payer_id) else Place(buyer_id, payer_id, payee_id, tier)


def flags_of(place: Place, row: Row, invoice: Invoice | None, paid: Money, ended_on: date | None = None) -> list[str]:
    """`paid` is what was paid of the invoice before, `ended_on` the day on which the subcontract was cut short.

    What was asked for by then may well be paid after it.
    """
    flags = [Flag.WITHOUT_CONTRACT] if place.contract_id is None else []
    if invoice is not None and paid.pence + row.pence > invoice.amount.pence:
        flags.append(Flag.OVER_INVOICE)
    if invoice is not None and row.day < invoice.received_on:
        flags.append(Flag.BEFORE_RECEIPT)
    if ended_on is not None and (invoice.received_on if invoice else row.day) > ended_on:
        flags.append(Flag.AFTER_END)
    return [str(flag) for flag in flags]

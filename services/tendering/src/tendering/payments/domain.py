"""Invoices and payments. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import NotFound, RuleBroken
from kernel.money import Money


class Refusal(StrEnum):
    """Why a row of a batch is not taken; the others are."""

    NEGATIVE = "negative_amount"
    OTHER_CURRENCY = "other_currency"
    IN_FUTURE = "in_future"
    UNKNOWN_PAYEE = "unknown_payee"
    UNKNOWN_PAYER = "unknown_payer"
    UNKNOWN_BUYER = "unknown_buyer"
    UNKNOWN_CONTRACT = "unknown_contract"
    UNKNOWN_INVOICE = "unknown_invoice"
    WRONG_PARTY = "wrong_party"
    PAYS_ITSELF = "pays_itself"
    CONFLICTING = "conflicting"  # the reference was used for something else


SENTENCES = {
    Refusal.NEGATIVE: "An invoice or a payment is more than nothing; a credit is a payment the other way round.",
    Refusal.OTHER_CURRENCY: "Only pounds sterling are taken.",
    Refusal.IN_FUTURE: "That day has not come yet.",
    Refusal.UNKNOWN_PAYEE: "The register knows no such payee.",
    Refusal.UNKNOWN_PAYER: "The register knows no such payer.",
    Refusal.UNKNOWN_BUYER: "Say for which buyer's chain this is: name a contract, a subcontract or the buyer.",
    Refusal.UNKNOWN_CONTRACT: "There is no such contract or subcontract.",
    Refusal.UNKNOWN_INVOICE: "You have posted no invoice with that reference.",
    Refusal.WRONG_PARTY: "Under that contract it is not you who pays this payee.",
    Refusal.PAYS_ITSELF: "Nobody pays itself.",
    Refusal.CONFLICTING: "You have used this reference before, for something else.",
}


class Flag(StrEnum):
    """What is odd about a payment that is kept all the same."""

    WITHOUT_CONTRACT = "without_contract"
    OVER_INVOICE = "over_invoice"
    BEFORE_RECEIPT = "before_receipt"
    AFTER_END = "after_end"  # asked for when the subcontract had ended


@dataclass(frozen=True, slots=True)
class Place:
    """Where money moves in a buyer's supply chain: tier 1 is paid by the buyer, 2 by a supplier, and so on."""

    buyer_id: UUID
    payer_id: UUID
    payee_id: UUID
    tier: int
    contract_id: UUID | None = None
    subcontract_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which an invoice was disputed: from its first to the day before its last; None: it still is."""

    first: date
    last: date | None
    reason: str


@dataclass(eq=False, kw_only=True)
class Invoice:
    """What a payee asks for. `reference` is the payer's own, and names one invoice."""

    id: UUID
    reference: str
    place: Place
    amount: Money
    received_on: date
    recorded_at: datetime
    pauses: list[Pause] = field(default_factory=list)
    version: int = 1

    def dispute(self, reason: str, *, on: date) -> None:
        """The days to pay stand still. Raises RuleBroken for an invoice that is disputed already."""
        if self.pauses and self.pauses[-1].last is None:
            raise RuleBroken("This invoice is disputed already.")
        if on < self.received_on:
            raise RuleBroken("An invoice is not disputed before it was received.")
        self.pauses = [*self.pauses, Pause(on, None, reason)]
        self.version += 1

    def settle(self, *, on: date) -> None:
        """The dispute is over; the days go on. Raises RuleBroken for an invoice that is not disputed."""
        if not self.pauses or self.pauses[-1].last is not None:
            raise RuleBroken("This invoice is not disputed.")
        last = self.pauses[-1]
        self.pauses = [*self.pauses[:-1], Pause(last.first, max(on, last.first), last.reason)]
        self.version += 1

    def paused_until(self, day: date) -> int:
        """On how many days up to that one it was disputed."""
        return paused_days(self.pauses, day)


def paused_days(pauses: Sequence[Pause], day: date) -> int:
    """Days of dispute before `day`."""
    return sum(max(0, (min(it.last or day, day) - it.first).days) for it in pauses)


@dataclass(eq=False, kw_only=True)
class Payment:
    """Money that moved. `dataset` keeps collections of figures apart that tell of the same money.

    `particulars` are for the list of spending: department, purpose, category, irrecoverable_vat, as far as known.
    """

    id: UUID
    reference: str
    place: Place
    invoice_id: UUID | None
    amount: Money
    paid_on: date
    dataset: str | None
    recorded_at: datetime
    particulars: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    confirmed_on: date | None = None
    version: int = 1

    def confirm(self, payee_id: UUID, received_on: date) -> None:
        """The payee has it. Raises NotFound for anybody else, RuleBroken the second time or before it was paid."""
        if payee_id != self.place.payee_id:
            raise NotFound(f"There is no payment {self.id} to you.")
        if self.confirmed_on is not None:
            raise RuleBroken("This payment was confirmed already.")
        if received_on < self.paid_on:
            raise RuleBroken("Money does not arrive before it was paid.")
        self.confirmed_on = received_on
        self.version += 1


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of a batch that was not taken; rows count from 1."""

    row: int
    reference: str
    code: Refusal

    @property
    def sentence(self) -> str:
        """For who sent it."""
        return SENTENCES[self.code]


@dataclass
class Outcome:
    """Every row was accepted, unchanged or rejected; `flags` are of those accepted, by their references."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    flags: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)  # of those that are here now, by their references

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.accepted + self.unchanged + len(self.rejected)

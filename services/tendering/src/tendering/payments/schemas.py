"""How invoices and payments look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, MoneyIn, MoneyOut, Name, Out, SignedAmountIn, Strict, example
from kernel.money import SignedMoney
from tendering.payments.domain import Flag, Refusal
from tendering.payments.rules import Row

MOST = 500  # rows of a batch
REFERENCE = Annotated[Name, Field(max_length=100)]


class AnyMoney(Strict):
    """Money of any currency, perhaps below zero: a row that cannot be taken is rejected by name, and alone."""

    amount: SignedAmountIn
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "GBP"


class RowIn(Strict):
    """What invoices and payments have in common. A contract or a subcontract says who is paid, in whose chain."""

    reference: REFERENCE
    payee_id: IdIn | None = None
    buyer_id: IdIn | None = None
    tier: Annotated[int, Field(ge=1, le=20)] | None = None
    contract_id: IdIn | None = None
    subcontract_id: IdIn | None = None
    amount: AnyMoney

    def row(self, day: date, **more: Any) -> Row:
        """As the rules take it."""
        said = {name: getattr(self, name) for name in ("reference", "payee_id", "buyer_id", "tier", "contract_id")}
        pence = SignedMoney.parse(self.amount.amount).pence
        return Row(
            **said, subcontract_id=self.subcontract_id, pence=pence, currency=self.amount.currency, day=day, **more
        )


class InvoiceIn(RowIn):
    """An invoice that the caller has received."""

    received_on: DayIn


class InvoicesIn(
    Strict,
    json_schema_extra=example(
        invoices=[
            {
                "reference": "INV-0001",
                "contract_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
                "amount": {"amount": "28666.67", "currency": "GBP"},
                "received_on": "2027-03-01",
            }
        ]
    ),
):
    """A batch of invoices. Rows stand for themselves: one that is rejected keeps no other out."""

    invoices: list[InvoiceIn] = Field(min_length=1, max_length=MOST)


class PaymentIn(RowIn):
    """A payment that the caller has made: of an `invoice` by its reference, which says the rest, or without any.

    The last four are published with it in the list of spending; what is left out is not known there.
    """

    invoice: REFERENCE | None = None
    paid_on: DayIn
    dataset: REFERENCE | None = None
    department: Name | None = None
    purpose: Name | None = None
    category: Name | None = None
    irrecoverable_vat: MoneyIn | None = None

    def particulars(self) -> dict[str, str]:
        """What was said of those four."""
        vat = None if self.irrecoverable_vat is None else str(self.irrecoverable_vat.parsed())
        said = {"department": self.department, "purpose": self.purpose, "category": self.category}
        return {name: text for name, text in (said | {"irrecoverable_vat": vat}).items() if text is not None}


class PaymentsIn(
    Strict,
    json_schema_extra=example(
        payments=[
            {
                "reference": "PAY-0001",
                "invoice": "INV-0001",
                "amount": {"amount": "28666.67", "currency": "GBP"},
                "paid_on": "2027-03-21",
                "purpose": "Night shelter, February",
                "irrecoverable_vat": {"amount": "0.00", "currency": "GBP"},
            }
        ]
    ),
):
    """A batch of payments. The same again changes nothing."""

    payments: list[PaymentIn] = Field(min_length=1, max_length=MOST)


class RejectedOut(Out):
    """A row that was not taken; rows count from 1."""

    row: int
    reference: str
    code: Refusal
    sentence: str


class BatchOut(Out):
    """What became of a batch: read = accepted + unchanged + rejected. `flags` are of rows accepted all the same."""

    read: int
    accepted: int
    unchanged: int
    rejected: list[RejectedOut]
    flags: dict[str, list[Flag]]


class InvoicesOut(BatchOut):
    """The invoices of the batch that are here now, by their references."""

    invoices: dict[str, UUID] = Field(validation_alias="ids")


class PaymentsOut(BatchOut):
    """The payments of the batch that are here now, by their references."""

    payments: dict[str, UUID] = Field(validation_alias="ids")


class PlaceOut(Out):
    """Where money moves in a buyer's supply chain."""

    buyer_id: UUID
    payer_id: UUID
    payee_id: UUID
    tier: int
    contract_id: UUID | None
    subcontract_id: UUID | None


class PauseOut(Out):
    """Days on which an invoice was disputed; `last` is the day on which that was settled."""

    first: date
    last: date | None
    reason: str


class InvoiceOut(Out):
    """An invoice."""

    id: UUID
    reference: str
    place: PlaceOut
    amount: MoneyOut
    received_on: date
    pauses: list[PauseOut]
    recorded_at: datetime
    version: int


class PaymentOut(Out):
    """A payment, and when its payee said that it had come."""

    id: UUID
    reference: str
    place: PlaceOut
    invoice_id: UUID | None
    amount: MoneyOut
    paid_on: date
    dataset: str | None
    particulars: dict[str, str]
    flags: list[Flag]
    confirmed_on: date | None
    recorded_at: datetime
    version: int

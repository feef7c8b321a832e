"""What the open books of contracts show. The entity is the contract."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class BookReturned(Event):
    """The supplier has opened its book for a period; `late` says that the return was overdue.

    `reconciles` says that costs and margin explain the charges; `pays_fairly` that nobody on the contract, whoever
    employs them, is paid below the real Living Wage; `raises_pay` that nobody's yearly uplift is missing (None where
    nobody was on the contract a year before, or it was not told yet).
    """

    type: ClassVar[str] = "tendering.book.returned.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    first: date
    last: date
    charges: str
    costs: str
    margin: str
    reconciles: bool
    margin_above_bid_pct: str | None
    related_parties: str
    pays_fairly: bool
    raises_pay: bool | None = None
    late: bool


class BookOverdue(Event):
    """The last day for a return of a contract's open book is over, and there is none. Told once of each."""

    type: ClassVar[str] = "tendering.book.overdue.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    due_on: date


class BookRiskStated(Event):
    """The buyer has said how much is at risk; the tier says how deep the book so is (None: it is closed)."""

    type: ClassVar[str] = "tendering.book.risk_stated.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    risk: str  # low, medium, high
    because: str
    tier: int | None


class BookQuarterReturned(Event):
    """The supplier has opened its book for a quarter, or corrected what it had returned (`replaces`).

    Its lines are not told here: some may be withheld for a time.
    """

    type: ClassVar[str] = "tendering.book.quarter_returned.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    return_id: UUID
    replaces: UUID | None
    first: date
    last: date
    charges: str
    costs: str
    margin: str
    reconciles: bool
    related_parties: str
    tier: int | None
    late: bool

"""An open book and its returns. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kernel.identifiers import new_id
from kernel.money import Money
from tendering.book_quarters.domain import Quarters, Statement
from tendering.book_tiers.domain import Trigger


@dataclass(frozen=True, kw_only=True)
class Employer:
    """Whoever employs staff on the contract, and what the least paid of them gets an hour."""

    name: str
    headcount: int
    lowest_hourly: Money


@dataclass(eq=False, kw_only=True)
class BookReturn(Statement):
    """One period of a contract's open book.

    `margin_bid_pct` is the margin that the bid was reckoned with, `index_rise_pct` by how much the contract's pay index
    rose in the year to its end.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    margin_bid_pct: Decimal
    staff: tuple[Employer, ...]
    returned_at: datetime
    index_rise_pct: Decimal | None = None


@dataclass(eq=False, kw_only=True)
class Watch:
    """When a contract's book was last looked at, and the last of its due days that was told of as overdue.

    `is_settled` says that no return of it is owed any more, and it need not be looked at again.
    """

    contract_id: UUID
    looked_on: date
    told_due_on: date | None = None
    is_settled: bool = False


@dataclass(frozen=True, kw_only=True)
class Book:
    """Whether a contract's book is open, why, and what was returned of it by year and by quarter.

    `due` has each last day for a yearly return, and the day on which it came: the book's, or that of the uplift of pay,
    which a contract with a pay index owes though its book is closed.
    """

    contract_id: UUID
    quarters: Quarters
    returns: Sequence[BookReturn]
    due: Mapping[date, date | None]
    today: date
    owes_uplift: bool

    @property
    def trigger(self) -> Trigger:
        """What opens it, if anything does."""
        return self.quarters.standing.trigger

    @property
    def next_return_on(self) -> date | None:
        """The last day for the next return, be it of the book or of pay; None where all is told."""
        return next((day for day, met_on in self.due.items() if met_on is None), None)

    @property
    def next_due_on(self) -> date | None:
        """The last day for the next return of an open book; None for a closed one."""
        return self.next_return_on if self.trigger.is_open else None

    @property
    def uplift_due_on(self) -> date | None:
        """The last day by which to say whether pay rose with the contract's index; None where it names none."""
        return self.next_return_on if self.owes_uplift else None

    @property
    def is_overdue(self) -> bool:
        """Whether the last day for the next return is over."""
        return self.next_due_on is not None and self.today > self.next_due_on

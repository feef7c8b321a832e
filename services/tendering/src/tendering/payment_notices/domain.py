"""A payments compliance notice. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


@dataclass(frozen=True)
class Approver:
    """Who approved a notice: a director or somebody of that rank, by name and office and nothing else."""

    name: str
    title: str


@dataclass(frozen=True)
class Paid:
    """How quickly an authority paid its suppliers. Parts are in hundredths, None if nothing was paid or payable."""

    payments_made: int
    average_days: Decimal | None
    paid_within_30_pct: Decimal | None
    paid_31_to_60_pct: Decimal | None
    paid_61_or_more_pct: Decimal | None
    became_payable: int
    payable_not_paid_pct: Decimal | None


@dataclass(eq=False, kw_only=True)
class PaymentsNotice:
    """The notice of the half-year that ends with `last`, as it was published; due on `due_on`, that day included."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    first: date
    last: date
    due_on: date
    paid: Paid
    approved_by: Approver
    published_at: datetime

    def __post_init__(self) -> None:
        if self.last >= day_of(self.published_at):
            raise RuleBroken(f"The half-year is not over before {self.last} has ended.")

    @property
    def in_time(self) -> bool:
        """Whether it was published by its day."""
        return day_of(self.published_at) <= self.due_on


def last_of(day: date) -> date:
    """The last day of the half-year that has this day."""
    if 4 <= day.month <= 9:
        return date(day.year, 9, 30)
    return date(day.year + (day.month > 9), 3, 31)


def first_of(last: date) -> date:
    """The first day of the half-year that ends with a day. Raises Unacceptable for another than the Act's two."""
    if (last.month, last.day) == (3, 31):
        return date(last.year - 1, 10, 1)
    if (last.month, last.day) == (9, 30):
        return date(last.year, 4, 1)
    raise Unacceptable("/last", "Half-years end on 31 March and on 30 September.")

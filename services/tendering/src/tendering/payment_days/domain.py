"""Days to pay, exactly: day 1 is the day after receipt, and days of dispute do not count. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import half_up
from tendering.payments.domain import Pause, paused_days

QUARTER = 3  # months
PLACES = 4


@dataclass(frozen=True, slots=True)
class Settled:
    """One payment of an invoice."""

    paid_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Owed:
    """An invoice with its payments, in the order in which invoices were posted."""

    reference: str
    tier: int
    amount: Money
    received_on: date
    payments: Sequence[Settled]
    pauses: Sequence[Pause] = ()
    classes: frozenset[str] = frozenset()
    commenced_on: date | None = None  # of its contract's procurement
    notice_id: UUID | None = None  # that procurement

    def days_to(self, paid_on: date) -> int:
        """From receipt to a payment, without days of dispute."""
        return (paid_on - self.received_on).days - paused_days(self.pauses, paid_on)

    def payable_on(self, days: int) -> date:
        """The last day on which it is in time."""
        due = self.received_on + timedelta(days=days)
        while (later := self.received_on + timedelta(days=days + paused_days(self.pauses, due))) > due:
            due = later
        return due

    def unpaid_at(self, day: date) -> bool:
        """Whether something of it was still to be paid that evening."""
        return sum(it.amount.pence for it in self.payments if it.paid_on <= day) < self.amount.pence


@dataclass(frozen=True, slots=True)
class TierFigures:
    """One tier in a period. Shares are None if no payment was made, or nothing became payable."""

    payments_made: int
    days: tuple[int, ...]
    average: Fraction | None
    within_30: Fraction | None
    from_31_to_60: Fraction | None
    over_60: Fraction | None
    became_payable: int
    payable_not_paid: Fraction | None
    late: tuple[str, ...]
    average_by_class: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The payments of a calendar quarter that are each published, and the invoices that they paid."""

    first: date
    last: date
    invoices: tuple[str, ...]
    total: Money


def figures_of(owed: Iterable[Owed], first: date, last: date, *, days: int, classes: Sequence[str]) -> TierFigures:
    """The figures of one tier for payments made from the first to the last day, both included."""
    invoices = list(owed)
    made = [(it, it.days_to(paid.paid_on)) for it in invoices for paid in it.payments if first <= paid.paid_on <= last]
    taken = [number for _, number in made]
    payable = [it for it in invoices if first <= it.payable_on(days) <= last]
    return TierFigures(
        payments_made=len(made),
        days=tuple(taken),
        average=mean(taken),
        within_30=share(sum(it <= days for it in taken), len(taken)),
        from_31_to_60=share(sum(days < it <= 2 * days for it in taken), len(taken)),
        over_60=share(sum(it > 2 * days for it in taken), len(taken)),
        became_payable=len(payable),
        payable_not_paid=share(sum(it.unpaid_at(last) for it in payable), len(payable)),
        late=tuple(dict.fromkeys(it.reference for it, number in made if number > days)),
        average_by_class={each: mean([number for it, number in made if each in it.classes]) for each in classes},
    )


def over_the_line(owed: Iterable[Owed], first: date, last: date, over: Money) -> list[QuarterFigures]:
    """The payments of more than `over`, each by itself, in every quarter of which the period has a day (s.70)."""
    large = [(it.reference, paid) for it in owed for paid in it.payments if paid.amount > over]
    found = []
    for start, end in quarters(first, last):
        made = [(reference, paid.amount) for reference, paid in large if start <= paid.paid_on <= end]
        total = sum((amount for _, amount in made), Money(0))
        found.append(QuarterFigures(start, end, tuple(dict.fromkeys(reference for reference, _ in made)), total))
    return found


def quarters(first: date, last: date) -> list[tuple[date, date]]:
    """The calendar quarters of which a period has a day, whole. Raises Unacceptable where it ends before it begins."""
    if last < first:
        raise Unacceptable("query:last", "A period does not end before it begins.")
    found: list[tuple[date, date]] = []
    start = date(first.year, first.month - (first.month - 1) % QUARTER, 1)
    while start <= last:
        following = months_later(start, QUARTER)
        found.append((start, following - timedelta(days=1)))
        start = following
    return found


def mean(numbers: Sequence[int]) -> Fraction | None:
    """None of none."""
    return Fraction(sum(numbers), len(numbers)) if numbers else None


def share(part: int, whole: int) -> Fraction | None:
    """In hundredths; None of nothing."""
    return Fraction(100 * part, whole) if whole else None


def rounded(number: Fraction | None) -> Decimal | None:
    """As it is published: to four places, half up."""
    return None if number is None else half_up(number, PLACES)

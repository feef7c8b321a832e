"""When a book is open, whether a return adds up, and whether everybody on the contract is paid fairly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import half_up
from rulebook.rules import rule
from tendering.open_books.domain import BookReturn, Employer, Signed


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """Whether a contract's book is open: by its own value, or by what its supplier's group was given beside it.

    `aggregate` is the most that falls into any window of months with this contract in it.
    """

    threshold: Money
    value: Money
    aggregate: Money

    @property
    def by_value(self) -> bool:
        """Strictly more than the threshold by itself."""
        return self.value > self.threshold

    @property
    def by_aggregate(self) -> bool:
        """Strictly more together with what was split from it."""
        return self.aggregate > self.threshold

    @property
    def is_open(self) -> bool:
        """Either."""
        return self.by_value or self.by_aggregate


def trigger(contract: Signed, others: Sequence[Signed], *, threshold: Money) -> Trigger:
    """`others` are contracts of the same buyer with the same group; those for another service count for nothing."""
    found = rule("delivery.open_book", on=contract.signed_on)
    months, digits = (
        found.number("window_months"),
        rule("reserved.comparable", on=contract.signed_on).number("cpv_digits"),
    )
    alike = [contract, *(each for each in others if each.id != contract.id and is_alike(contract, each, digits))]
    return Trigger(threshold=threshold, value=contract.value, aggregate=largest_window(contract, alike, months))


def is_alike(one: Signed, other: Signed, digits: int) -> bool:
    """Whether both buy the same service: one code of each begins alike, and whenever a code is not known."""
    if not one.cpv or not other.cpv:
        return True
    return bool({code[:digits] for code in one.cpv} & {code[:digits] for code in other.cpv})


def largest_window(contract: Signed, alike: Sequence[Signed], months: int) -> Money:
    """The most that was agreed in so many months with this contract among it."""
    totals = [contract.value]
    for start in (each.signed_on for each in alike):
        end = months_later(start, months)
        if start <= contract.signed_on < end:
            totals.append(sum((each.value for each in alike if start <= each.signed_on < end), Money(0)))
    return max(totals)


def reconciles(told: BookReturn, *, on: date) -> bool:
    """Whether costs and margin explain the charges, but for so small a part of them."""
    tolerance = rule("delivery.open_book", on=on).share("tolerance")
    return abs(told.difference.pence) <= told.charges.pence * tolerance


def margin_above_bid(told: BookReturn) -> Fraction | None:
    """By how many points of a hundred the margin is above what was bid; None where nothing was charged."""
    return None if told.margin_share is None else 100 * told.margin_share - Fraction(told.margin_bid_pct)


def pays_fairly(staff: Sequence[Employer], *, on: date) -> bool:
    """Whether nobody on the contract, whoever employs them, is paid less than the real Living Wage of that day."""
    floor = rule("wages.real_living_wage", on=on).money("hourly")
    return all(each.lowest_hourly >= floor for each in staff)


def pay_before(told: BookReturn, earlier: Sequence[BookReturn]) -> dict[str, Money]:
    """What the least paid of each employer got an hour, by the latest return of a year before."""
    year = [each for each in earlier if months_later(each.last, 12) <= told.last]
    return {
        employer.name: employer.lowest_hourly
        for each in sorted(year, key=lambda each: each.last)
        for employer in each.staff
    }


def must_say_the_rise(told: BookReturn, earlier: Sequence[BookReturn], pay_index: str | None) -> None:
    """Raise Unacceptable where the rise of the contract's index is due and unsaid, or said without an index."""
    if pay_index is None and told.index_rise_pct is not None:
        raise Unacceptable("/index_rise_pct", "The contract names no index by which pay is raised.")
    if pay_index is not None and told.index_rise_pct is None and pay_before(told, earlier):
        raise Unacceptable("/index_rise_pct", f"Pay is raised each year by {pay_index}: say by how much it rose.")


def uplifted(told: BookReturn, earlier: Sequence[BookReturn]) -> dict[str, bool]:
    """Of each employer that was on the contract a year before: whether the least paid have got more since.

    Where the contract names an index it is as much more as that rose, to the nearest penny; a fall lowers no pay.
    """
    before = pay_before(told, earlier)
    return {
        each.name: is_raised(before[each.name], each.lowest_hourly, told.index_rise_pct)
        for each in told.staff
        if each.name in before
    }


def is_raised(before: Money, now: Money, rise_pct: Decimal | None) -> bool:
    """Whether pay rose at all, or by so many of a hundred where an index says how many."""
    if rise_pct is None:
        return now > before
    return now.pence >= half_up(before.pence * (1 + Fraction(max(rise_pct, Decimal(0))) / 100), 0)


def raises_pay(told: BookReturn, earlier: Sequence[BookReturn]) -> bool | None:
    """Whether nobody's yearly uplift is missing; None where nobody was on the contract a year before."""
    raised = uplifted(told, earlier)
    return all(raised.values()) if raised else None


def next_due(starts_on: date, ends_on: date, returned: Sequence[BookReturn]) -> date:
    """The last day for the next return: so many days after another year, or after the contract's end."""
    found = rule("delivery.open_book", on=starts_on)
    since = max((each.last for each in returned), default=starts_on)
    year_over = min(months_later(since, found.number("every_months")), ends_on)
    return year_over + timedelta(days=found.number("due_days"))

"""When a book is open, whether a return adds up, and whether everybody on the contract is paid fairly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kernel.money import Money
from kernel.periods import months_later
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


def uplifted(told: BookReturn, earlier: Sequence[BookReturn]) -> dict[str, bool]:
    """Of each employer that was on the contract a year before: whether the least paid have got more since."""
    year = [each for each in earlier if months_later(each.last, 12) <= told.last]
    before = {
        employer.name: employer.lowest_hourly
        for each in sorted(year, key=lambda each: each.last)
        for employer in each.staff
    }
    return {each.name: each.lowest_hourly > before[each.name] for each in told.staff if each.name in before}


def next_due(starts_on: date, ends_on: date, returned: Sequence[BookReturn]) -> date:
    """The last day for the next return: so many days after another year, or after the contract's end."""
    found = rule("delivery.open_book", on=starts_on)
    since = max((each.last for each in returned), default=starts_on)
    year_over = min(months_later(since, found.number("every_months")), ends_on)
    return year_over + timedelta(days=found.number("due_days"))

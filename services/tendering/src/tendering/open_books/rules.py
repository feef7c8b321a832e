"""Whether a year's return agrees with its quarters, whether everybody is paid fairly, and when the next is due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import half_up
from rulebook.rules import rule
from tendering.book_quarters.domain import QuarterReturn
from tendering.book_quarters.rules import differences
from tendering.obligations.domain import Case, Layer, Obligation
from tendering.obligations.rules.duties import clock
from tendering.open_books.domain import Book, BookReturn, Employer


def must_agree(told: BookReturn, quarters: Sequence[QuarterReturn]) -> None:
    """Raise RuleBroken for a return whose quarters are all told, and do not add up to it line by line."""
    apart = differences(told, quarters)
    if apart:
        lines = ", ".join(f"{name} by {amount}" for name, amount in apart.items())
        raise RuleBroken(f"It differs from its quarters: {lines}. Correct these first, if they were wrong.")


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


def returns_due(starts_on: date, ends_on: date, returned: Sequence[BookReturn]) -> dict[date, date | None]:
    """Each last day for a return, and the day on which one came; None for the next, unless all is told."""
    due: dict[date, date | None] = {}
    for count, each in enumerate(returned):
        due[next_due(starts_on, ends_on, returned[:count])] = day_of(each.returned_at)
    if ends_on >= starts_on and not (returned and returned[-1].last >= ends_on):
        due[next_due(starts_on, ends_on, returned)] = None
    return due


def book_returns(case: Case, book: Book) -> Iterator[Obligation]:
    """What an open book owes each year and, if it is deep, each quarter; of a closed one the yearly word on pay."""
    is_open, on = book.trigger.is_open, book.quarters.standing.signed_on
    code = "open_book_return" if is_open else "pay_uplift"
    because = "Its book is open." if is_open else "It names an index by which pay is raised each year."
    for due, met_on in book.due.items():
        owed = clock(case, code, rule("delivery.open_book", on=on), because, layer=Layer.OVERLAY, due=due)
        yield replace(owed, met_on=met_on)
    asks = rule("delivery.open_book_depth", on=on)
    for quarter in book.quarters.due:
        because = f"Its book is open, and deep enough to tell the quarter {quarter.period}."
        owed = clock(case, "open_book_quarter", asks, because, layer=Layer.OVERLAY, due=quarter.due_on)
        yield replace(owed, met_on=quarter.met_on)

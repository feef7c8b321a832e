"""Which quarters a book has, how deep its returns are, what of them may be withheld, and whether a year agrees."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money, SignedMoney
from kernel.periods import DatePeriod, months_later
from rulebook.rules import rule
from tendering.book_quarters.domain import LINES, QuarterDue, QuarterReturn, Statement
from tendering.book_tiers.domain import Depth, Standing
from tendering.book_tiers.rules import depth_on
from tendering.redactions.domain import Redaction


def reconciles(told: Statement, *, on: date) -> bool:
    """Whether costs and margin explain the charges, but for so small a part of them."""
    tolerance = rule("delivery.open_book", on=on).share("tolerance")
    return abs(told.difference.pence) <= told.charges.pence * tolerance


def as_told(told: Statement, *, on: date) -> dict[str, Any]:
    """What everybody hears of a period of a book, by year or by quarter."""
    return {
        "first": told.first,
        "last": told.last,
        "charges": str(told.charges),
        "costs": str(told.costs.total),
        "margin": str(told.margin),
        "reconciles": reconciles(told, on=on),
        "related_parties": str(told.paid_to_related),
    }


def quarters_between(starts_on: date, over: date, *, on: date) -> list[DatePeriod]:
    """The quarters of a contract from its first day; the last one ends with it."""
    months = rule("delivery.open_book_depth", on=on).number("every_months")
    found: list[DatePeriod] = []
    first = starts_on
    while first <= over:
        following = months_later(starts_on, months * (len(found) + 1))
        found.append(DatePeriod(first, min(following - timedelta(days=1), over)))
        first = following
    return found


def quarters_due(book: Standing, periods: Sequence[DatePeriod], told: Sequence[QuarterReturn]) -> list[QuarterDue]:
    """Every quarter whose return the book's tier asks for, and when it first came; corrections change no day."""
    days = rule("delivery.open_book_depth", on=book.signed_on).number("due_days")
    due: list[QuarterDue] = []
    for period in periods:
        depth = depth_on(book, period.first)
        if depth is not None and depth.by_quarter:
            came = [day_of(each.returned_at) for each in told if (each.first, each.last) == (period.first, period.last)]
            over = period.last or period.first
            due.append(QuarterDue(period=period, due_on=over + timedelta(days=days), met_on=min(came, default=None)))
    return due


def must_be_over(told: QuarterReturn, periods: Sequence[DatePeriod], today: date) -> None:
    """Raise Unacceptable for what is no quarter of the contract, or is one that still runs."""
    if DatePeriod(told.first, told.last) not in periods:
        begins = next((each for each in periods if each.first == told.first), None)
        ends = f"This one ends on {begins.last}." if begins else "None begins on that day."
        raise Unacceptable("/first" if begins is None else "/last", f"Quarters count from the contract's start. {ends}")
    if told.last >= today:
        raise Unacceptable("/last", "A quarter is returned when it is over.")


def must_be_as_deep(told: QuarterReturn, depth: Depth | None) -> None:
    """Raise Unacceptable where the tier asks for more, or where the postings of a line do not add up to it."""
    for name in LINES:
        line: Money = getattr(told.costs, name)
        postings = [each.amount for each in told.postings if each.line == name]
        if depth is not None and depth.by_posting and line > Money(0) and not postings:
            raise Unacceptable("/postings", f"A book of tier {depth.tier} tells the postings of each line: {name}.")
        if postings and sum(postings, Money(0)) != line:
            raise Unacceptable(
                "/postings", f"The postings of {name} add up to {sum(postings, Money(0))}, not to {line}."
            )
    if depth is not None and depth.verified and told.report_sha256 is None:
        raise Unacceptable("/report_sha256", f"A book of tier {depth.tier} comes with the report of who verified it.")


def must_be_withheld_for_a_time(withheld: Sequence[Redaction], today: date) -> None:
    """Raise Unacceptable for lines withheld without an end, for too long, or so that the others tell them.

    One line alone follows from the others by subtraction, so that it is two at least.
    """
    months = rule("delivery.open_book_depth", on=today).number("withheld_months")
    for index, each in enumerate(withheld):
        if each.until is None or each.is_over(today) or each.until > months_later(today, months):
            raise Unacceptable(
                f"/withheld/{index}/until", f"A line is withheld until a day to come, within {months} months."
            )
    named = {each.place for each in withheld}
    if len(named) < len(withheld):
        raise Unacceptable("/withheld", "A line is withheld once, on one ground.")
    if len(named) == 1:
        raise Unacceptable("/withheld", "One line alone is told by the others: two are withheld, or none.")


def must_replace(told: QuarterReturn, standing: Sequence[QuarterReturn]) -> None:
    """Raise RuleBroken for a second return of a quarter that does not name the first, or names another.

    Raises Unacceptable for a correction that does not say why.
    """
    if told.replaces is not None and told.because is None:
        raise Unacceptable("/because", "A correction says why.")
    before = next((each for each in standing if each.first == told.first), None)
    if before is not None and told.replaces != before.id:
        raise RuleBroken(f"This quarter was returned as {before.id}: say that you replace it, and why.")
    if before is None and told.replaces is not None:
        raise RuleBroken("There is no return of this quarter to replace.")


def hidden_of(first: date, told: Sequence[QuarterReturn], today: date) -> frozenset[str]:
    """The lines of a quarter that any return of it withholds: a corrected one would tell what the other does not."""
    return frozenset().union(*(each.hidden(today) for each in told if each.first == first))


def standing_returns(told: Sequence[QuarterReturn]) -> list[QuarterReturn]:
    """Those that nothing has replaced."""
    gone = {each.replaces for each in told}
    return [each for each in told if each.id not in gone]


def returns_within(first: date, last: date, told: Sequence[QuarterReturn]) -> list[QuarterReturn]:
    """The standing returns of quarters that lie within these days, the earliest first."""
    inside = [each for each in standing_returns(told) if first <= each.first and each.last <= last]
    return sorted(inside, key=lambda each: each.first)


def differences(year: Statement, told: Sequence[QuarterReturn]) -> Mapping[str, SignedMoney] | None:
    """By how much a return differs from its quarters, line by line, where it does; None unless they fill its days."""
    inside = returns_within(year.first, year.last, told)
    edges = [year.first - timedelta(days=1), *(each.last for each in inside)]
    if not inside or edges[-1] != year.last:
        return None
    if any(each.first != before + timedelta(days=1) for before, each in zip(edges, inside, strict=False)):
        return None
    stated, summed = lines_of(year), [lines_of(each) for each in inside]
    apart = {name: stated[name] - sum(each[name] for each in summed) for name in stated}
    return {name: SignedMoney(pence) for name, pence in apart.items() if pence}


def lines_of(told: Statement) -> dict[str, int]:
    """Every line of a statement in pence, margin and charges among them."""
    costs = {name: getattr(told.costs, name).pence for name in LINES}
    return {**costs, "margin": told.margin.pence, "charges": told.charges.pence}

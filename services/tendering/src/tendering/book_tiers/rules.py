"""When a book is open, and which tier it is in."""

from collections.abc import Sequence
from datetime import date

from kernel.clock import day_of
from kernel.money import Money
from kernel.periods import months_later
from rulebook.rules import rule
from tendering.book_tiers.domain import Depth, Risk, Signed, Standing, StatedRisk, Trigger


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


def may_open(one: Signed, other: Signed) -> bool:
    """Whether the two count together in some window of months."""
    months = rule("delivery.open_book", on=one.signed_on).number("window_months")
    digits = rule("reserved.comparable", on=one.signed_on).number("cpv_digits")
    first, last = sorted((one.signed_on, other.signed_on))
    return is_alike(one, other, digits) and last < months_later(first, months)


def largest_window(contract: Signed, alike: Sequence[Signed], months: int) -> Money:
    """The most that was agreed in so many months with this contract among it."""
    totals = [contract.value]
    for start in (each.signed_on for each in alike):
        end = months_later(start, months)
        if start <= contract.signed_on < end:
            totals.append(sum((each.value for each in alike if start <= each.signed_on < end), Money(0)))
    return max(totals)


def risk_on(risks: Sequence[StatedRisk], day: date) -> Risk | None:
    """What the buyer had said last by that day; None if nothing."""
    said = [each for each in risks if day_of(each.stated_at) <= day]
    return max(said, key=lambda each: each.stated_at).risk if said else None


def tier_of(value: Money, risk: Risk | None, *, signed_on: date) -> int:
    """The tier of an open book; what was split counts together, so `value` is the aggregate."""
    found = rule("delivery.open_book_tier", on=signed_on)
    band = sum(value > Money.parse(limit) for limit in found.words("value_over"))
    return int(found.words(risk or str(found.values["unstated"]))[band])


def depth_on(book: Standing, day: date) -> Depth | None:
    """What an open book asks for in a quarter that begins on that day; None for a closed one.

    A risk that is stated later binds from the next quarter on, so that nothing is owed in hindsight.
    """
    if not book.trigger.is_open:
        return None
    tier = tier_of(book.trigger.aggregate, risk_on(book.risks, day), signed_on=book.signed_on)
    asks = rule("delivery.open_book_depth", on=book.signed_on)
    return Depth(
        tier=tier,
        by_quarter=tier >= asks.number("quarters_from"),
        by_posting=tier >= asks.number("postings_from"),
        verified=tier >= asks.number("verified_from"),
    )

"""What a framework must state, how long it may last, and what may be called off under it (PA 2023 ss.45 to 49)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from kernel.clock import day_of
from kernel.money import Money, SignedMoney
from kernel.periods import months_later, years_later
from rulebook.decisions import Decision
from rulebook.modifications import Change, Route, limits_of
from rulebook.profiles import Profile, provision
from rulebook.reserved_lots import LotTerms
from rulebook.rules import rule


class FrameworkKind(StrEnum):
    """What decides how long a framework may last; each value is the name of the figure in the rule."""

    CLOSED = "maximum_years"
    UTILITIES = "utilities_maximum_years"
    OPEN = "open_maximum_years"
    OPEN_SINGLE = "open_single_maximum_years"

    @property
    def is_open(self) -> bool:
        """Whether the term is the law's, whatever the notice says (s.49)."""
        return self in {FrameworkKind.OPEN, FrameworkKind.OPEN_SINGLE}


def framework_term_suffices(
    profile: Profile, term: LotTerms, kind: FrameworkKind, longer_because: str | None, *, on: date, now: datetime
) -> Decision:
    """Whether a framework, every extension included, ends in time; light touch sets no limit.

    A closed one may last longer where its notice says why the nature of what is supplied needs that (s.47(2)). Unknown
    where the term has no first or last day.
    """
    found = provision(profile, "framework", on=on)
    inputs: dict[str, object] = {"starts_on": term.starts_on, "ends_on": term.ends_on}
    inputs |= {"extension_months": term.extension_months, "longer_because": longer_because}
    if kind not in found.values:
        return found.decide(True, found.says, inputs=inputs, now=now)
    years = found.number(kind)
    if term.starts_on is None or term.ends_on is None:
        return found.decide(None, "Its first and last day are not said.", inputs=inputs, now=now)
    last = months_later(term.ends_on, term.extension_months)
    limit = years_later(term.starts_on, years) - timedelta(days=1)
    says = f"It ends on {last} at the latest; {years} years end on {limit}."
    is_explained = not kind.is_open and longer_because is not None
    if last > limit and is_explained:
        says = f"{says} It is longer because: {longer_because}"
    return found.decide(last <= limit or is_explained, says, inputs=inputs, now=now)


def framework_is_whole(*, has_pricing: bool, on: date, now: datetime) -> Decision:
    """Whether it states what no field of a notice forces it to: the price, or how it is found (s.45(5))."""
    says = "The framework states the price, or how it is found." if has_pricing else "It says nothing of the price."
    return rule("framework.contents", on=on).decide(has_pricing, says, inputs={"has_pricing": has_pricing}, now=now)


def mechanism_suffices(*, is_needed: bool, is_there: bool, on: date, now: datetime) -> Decision:
    """Whether contracts may be called off without competition as the framework is written (s.45(4))."""
    says = "It sets out the core terms and an objective mechanism." if is_there else "It sets out no such mechanism."
    inputs = {"is_needed": is_needed, "is_there": is_there}
    says = says if is_needed else "There is always a competition, or one supplier only."
    return rule("framework.mechanism", on=on).decide(is_there or not is_needed, says, inputs=inputs, now=now)


@dataclass(frozen=True, kw_only=True)
class CallingOff:
    """A contract that is to be called off, against the lot of the framework: what that was estimated at, what is `used`
    already, and the last day on which it may be used, every extension included.
    """

    profile: Profile
    is_works: bool
    is_entitled: bool
    starts_on: date | None
    last_on: date | None
    estimate: Money
    used: Money
    value: Money

    @property
    def after(self) -> Money:
        """What will have been called off with it."""
        return self.used + self.value

    @property
    def excess(self) -> SignedMoney:
        """By how much that is more than the estimate; less than nothing while there is room."""
        return SignedMoney.difference(self.after, self.estimate)


def rules_of_calling_off(case: CallingOff, *, on: date, now: datetime) -> Sequence[Decision]:
    """Whether this authority may call this off today. `on` is the day whose law binds the framework."""
    today = day_of(now)
    runs = (case.starts_on or today) <= today <= (case.last_on or today)
    says = f"The framework runs from {case.starts_on} to {case.last_on} at the latest; it is {today}."
    entitled = "The framework names this authority." if case.is_entitled else "The framework names other authorities."
    term = {"starts_on": case.starts_on, "last_on": case.last_on, "today": today}
    return [
        rule("framework.entitled", on=on).decide(case.is_entitled, entitled, inputs={}, now=now),
        rule("framework.term", on=on).decide(runs, says if runs else f"Expired: {says}", inputs=term, now=now),
        *rules_of_value(case, on=on, now=now),
    ]


def rules_of_value(case: CallingOff, *, on: date, now: datetime) -> Sequence[Decision]:
    """Beyond the estimate a flag at least; a refusal where the framework could not be modified so far (s.74)."""
    fits = case.after <= case.estimate
    says = f"With this one contracts of {case.after} are called off; the framework was estimated at {case.estimate}."
    inputs = {"estimate": case.estimate, "used": case.used, "value": case.value}
    counted = rule("framework.value", on=on).decide(fits, says, inputs=inputs, now=now, informs=True)
    if fits or case.profile is Profile.BELOW_THRESHOLD:
        return [counted]
    is_light_touch = case.profile is Profile.LIGHT_TOUCH
    change = Change(
        is_light_touch=is_light_touch,
        is_works=case.is_works,
        contract_value=case.estimate,
        value_change=case.excess,
        term_share=Fraction(0),
        material_scope_change=False,
    )
    lawful = limits_of(change, on=on).route is not Route.NEEDS_OTHER_GROUND
    limit = "" if lawful else "The framework is used up: "
    found = provision(case.profile, "modification", on=on)
    return [counted, found.decide(lawful, f"{limit}{says}", inputs=inputs, now=now)]

"""By which route a contract may be modified, and whether a change notice comes first (PA 2023 ss.74, 75)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from kernel.money import Money, SignedMoney
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import NotInForce, rule
from rulebook.thresholds import threshold


class Ground(StrEnum):
    """On what a modification rests: a light regime, smallness (s.74(4)), insubstantiality (s.74(3)), or Schedule 8."""

    LIGHT_TOUCH = "light_touch"
    BELOW_THRESHOLD = "below_threshold"
    NOT_SUBSTANTIAL = "not_substantial"
    PROVIDED_FOR = "provided_for"
    URGENCY = "urgency"
    UNFORESEEABLE = "unforeseeable"
    KNOWN_RISK = "known_risk"
    ADDITIONAL = "additional"
    RESTRUCTURING = "restructuring"


#: Grounds of Schedule 8 that let the value grow by half at most, and those without such a cap.
CAPPED = frozenset({Ground.UNFORESEEABLE, Ground.KNOWN_RISK, Ground.ADDITIONAL})
UNCAPPED = frozenset({Ground.PROVIDED_FOR, Ground.URGENCY, Ground.RESTRUCTURING})


class Route(StrEnum):
    """The widest way that is open without looking at Schedule 8."""

    LIGHT_TOUCH_FREE = "light_touch_free"
    BELOW_THRESHOLD = "below_threshold"
    NEEDS_OTHER_GROUND = "needs_other_ground"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change with all that were made before it. `term_share` is the change of the term over the term, if known.

    `provided_for` says that it stays within the renewals and options that were announced.
    """

    is_light_touch: bool
    is_works: bool
    contract_value: Money
    value_change: SignedMoney
    earlier_value_changes: Sequence[SignedMoney] = ()
    term_share: Fraction | None
    material_scope_change: bool
    shifts_balance: bool = False
    provided_for: bool = False

    @property
    def aggregate(self) -> SignedMoney:
        """What all changes come to; one up and one down cancel."""
        return sum(self.earlier_value_changes, self.value_change)

    @property
    def value_share(self) -> Fraction | None:
        """The changes, up or down, over the value that was agreed; None where that is nought."""
        whole = self.contract_value.pence
        return Fraction(abs(self.aggregate.pence), whole) if whole else None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How a change stands to the limits of s.74. None where a share cannot be said, which is never within."""

    value_share: Fraction | None
    within_value: bool | None
    term_share: Fraction | None
    within_term: bool | None
    aggregate_under_threshold: bool | None
    route: Route
    notice_required: bool


def limits_of(change: Change, *, on: date) -> Limits:
    """The cumulative tests of value and term: exactly a tenth passes (of works, 15 hundredths of the value)."""
    found = provision(Profile.FULL, "modification", on=on)
    limit = found.share("below_threshold_works" if change.is_works else "below_threshold_goods_services")
    within_value = _within(change.value_share, limit)
    within_term = _within(change.term_share, found.share("substantial_term_over"))
    small = within_value is True and within_term is True
    route = Route.BELOW_THRESHOLD if small and not change.material_scope_change else Route.NEEDS_OTHER_GROUND
    return Limits(
        value_share=change.value_share,
        within_value=within_value,
        term_share=change.term_share,
        within_term=within_term,
        aggregate_under_threshold=_under_threshold(change, on=on),
        route=Route.LIGHT_TOUCH_FREE if change.is_light_touch else route,
        notice_required=not change.is_light_touch and not small,
    )


def may_modify(change: Change, ground: Ground, *, on: date, now: datetime) -> Decision:
    """Whether the change may be made on that ground (s.74)."""
    limits, profile = limits_of(change, on=on), Profile.LIGHT_TOUCH if change.is_light_touch else Profile.FULL
    lawful, reason = _judged(change, limits, ground, on=on)
    facts = {"ground": ground, "value_change": change.aggregate, "contract_value": change.contract_value}
    inputs = {**facts, "term_share": change.term_share, "commenced_on": on}
    return provision(profile, "modification", on=on).decide(lawful, reason, inputs=inputs, now=now)


def needs_no_notice(change: Change, *, on: date, now: datetime) -> Decision:
    """Whether the change may be made without a change notice before it (s.75)."""
    limits = limits_of(change, on=on)
    sentence = "A change notice (UK10) comes first: the changes are more than a tenth of the value or of the term."
    free = "No change notice is required." if not limits.notice_required else sentence
    inputs = {"value_change": change.aggregate, "contract_value": change.contract_value, "commenced_on": on}
    return rule("notice.UK10", on=on).decide(not limits.notice_required, free, inputs=inputs, now=now)


def _judged(change: Change, limits: Limits, ground: Ground, *, on: date) -> tuple[bool, str]:
    if ground is Ground.LIGHT_TOUCH:
        return change.is_light_touch, "Light-touch contracts may be modified freely, and only they."
    if ground is Ground.BELOW_THRESHOLD:
        small = limits.route is not Route.NEEDS_OTHER_GROUND
        return small, "All changes together stay within the limits of value and term, and the scope stays what it was."
    if ground is Ground.NOT_SUBSTANTIAL:
        slight = limits.within_term is True and not change.material_scope_change and not change.shifts_balance
        return slight, "A change is not substantial if term, scope and economic balance stay much as they were."
    if ground is Ground.PROVIDED_FOR:
        return change.provided_for, "A renewal or an option is used as it was announced with the lots, and no further."
    if ground in CAPPED:
        cap = provision(Profile.FULL, "modification", on=on).share("sch8_cap")
        capped = change.value_share is not None and change.value_share <= cap
        return capped, "Schedule 8 lets the value change by half at most on this ground."
    return True, "Schedule 8 permits it without a limit of value."


def _under_threshold(change: Change, *, on: date) -> bool | None:
    try:
        return abs(change.aggregate.pence) < threshold("subcentral_goods_services", on=on).pence
    except NotInForce:
        return None  # thresholds are known for two years at a time


def _within(share: Fraction | None, limit: Fraction) -> bool | None:
    return None if share is None else share <= limit

"""Which law stands over a notice, and what it says when the notice is to be published."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

from kernel.clock import day_of
from kernel.money import Money
from rulebook.clocks import tendering_period_suffices
from rulebook.decisions import Decision
from rulebook.profiles import Profile
from rulebook.rules import NotInForce
from rulebook.thresholds import is_public_contract
from tendering.notices.domain import Category, Notice, Regime

# Values that leave VAT out meet thresholds that include it (Procurement Act 2023 Sch.3 para.2): the standard rate.
WITH_VAT = Fraction(6, 5)


def rules_of_publication(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the Act binds in full (s.3) and, if so, whether bidders get enough days (s.54).

    The first only says which rules apply, so its no forbids nothing. On a day whose thresholds are unknown nothing
    is decided: an unknown is not a no.
    """
    on = day_of(now)
    try:
        size = is_public_contract(estimate(notice), kind_of(notice), on=on, now=now)
        if not size.outcome:
            return [size]
        period = tendering_period_suffices(regime_profile(notice), on, day_of(notice.closes_at), on=on, now=now)
    except NotInForce:
        return []
    return [size, period]


def profile_of(notice: Notice, *, now: datetime) -> Profile:
    """The body of rules that this procurement runs under: those of the day it was published."""
    try:
        size = is_public_contract(estimate(notice), kind_of(notice), on=commenced_on(notice, now=now), now=now)
    except NotInForce:
        return regime_profile(notice)
    return regime_profile(notice) if size.outcome else Profile.BELOW_THRESHOLD


def commenced_on(notice: Notice, *, now: datetime) -> date:
    """The day whose law binds this procurement to its end."""
    return day_of(notice.published_at or now)


def regime_profile(notice: Notice) -> Profile:
    """What the buyer declared, for a procurement that is large enough."""
    return Profile.LIGHT_TOUCH if notice.regime is Regime.LIGHT_TOUCH else Profile.FULL


def estimate(notice: Notice) -> Money:
    """What the thresholds are compared with: all lots, VAT included."""
    return notice.value if notice.values_include_vat else notice.value.times(WITH_VAT)


def kind_of(notice: Notice) -> str:
    """The threshold's name. All buyers count as sub-central: whether one is central government is not asked for yet."""
    if notice.regime is Regime.LIGHT_TOUCH:
        return "light_touch"
    return "works" if notice.category is Category.WORKS else "subcentral_goods_services"

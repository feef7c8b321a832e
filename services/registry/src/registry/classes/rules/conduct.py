"""How it behaves: the seven points of the extractive index, and what lowers a not-for-profit grade."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from registry.classes.domain import AtLeast, Condition, Said, every, some
from registry.classes.rules.figures import Figure, Share, Than
from rulebook.rules import rule

INDEX = "extractive_index_high"
CONDUCT = "conduct_within_grade"
#: Labels that are not public before the organisation could reply.
UNFAVOURABLE: Mapping[str, bool] = {INDEX: True, CONDUCT: False}
#: What an organisation of each grade may distribute; without a grade, whether it may distribute at all is open.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "N0": ("none", "within_cap", "beyond_cap"),
    "N1": ("none", "within_cap"),
    "N2": ("none",),
    "N3": ("none",),
}
POINTS = (
    "extraction_leakage",
    "extraction_dividends",
    "extraction_loan_interest",
    "extraction_offshore",
    "extraction_low_pay",
    "extraction_late_payment",
    "extraction_no_asset_lock",
)


def points(*, on: date) -> Mapping[str, Condition]:
    """The seven points of the index, each yes, no or unknown."""
    index = rule(f"classification.{INDEX}", on=on)
    taken_out = ("dividends", "offshore_related_party_charges", "shareholder_interest")
    interest, days = (Fraction(index.number(name)) for name in ("loan_interest_pct_over", "payment_days_over"))
    underpaid = index.share("below_living_wage_share_over")
    seven = (
        Share(taken_out, "turnover", Than.OVER, index.share("leakage_over")),
        Figure("dividends_over_3_years", Than.OVER, "retained_profit_over_3_years"),
        Figure("shareholder_loan_interest", Than.OVER, interest),
        Said("offshore_ultimate_parent", ("undisclosed",)),
        Share(("staff_below_living_wage",), "staff", Than.OVER, underpaid),
        Figure("supplier_payment_days", Than.OVER, days),
        Said("dissolution_lock", ("none",)),
    )
    return dict(zip(POINTS, seven, strict=True))


def extractive_index(*, on: date) -> AtLeast:
    """Whether it has so many of the points that the index is high."""
    least = rule(f"classification.{INDEX}", on=on).number("points_high")
    return AtLeast(least, tuple(points(on=on).values()))


def within_grade(grade: str, *, on: date) -> Condition:
    """Whether its last accounts and its controller are what its constitution promises."""
    limits = rule(f"classification.{CONDUCT}", on=on)
    allowed, depends = ALLOWED.get(grade, ("none",)), () if grade in ALLOWED else ("within_cap", "beyond_cap")
    related = Share(("related_party_payments",), "turnover", Than.AT_MOST, limits.share("related_party_share_maximum"))
    return every(
        Said("distributions_last_3_accounts", allowed, open_=depends),
        some(related, Said("related_party_payments_independently_valued")),
        Said("free_of_for_profit_majority"),
    )

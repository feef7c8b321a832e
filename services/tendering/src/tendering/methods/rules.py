"""Whether a notice's weights keep to the overlay. A warning, never a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tendering.criteria.domain import Criterion, Source, points
from tendering.methods.domain import Figures


@dataclass(frozen=True, kw_only=True)
class WeightChecks:
    """How many of a hundred points go to price, to social value and to users' ratings, and whether that is as meant."""

    price_points: Decimal
    price_within_maximum: bool
    social_value_points: Decimal
    social_value_meets_minimum: bool
    user_rating_points: Decimal
    user_rating_within_maximum: bool


def weight_checks(criteria: Sequence[Criterion], figures: Figures) -> WeightChecks:
    """Price is one factor among others (rulebook row 44). The figures themselves are still within."""
    price = points(criteria, lambda each: each.source is Source.PRICE)
    social = points(criteria, lambda each: each.is_social_value)
    rating = points(criteria, lambda each: each.source is Source.USER_RATING)
    return WeightChecks(
        price_points=price,
        price_within_maximum=price <= figures.price_points_maximum,
        social_value_points=social,
        social_value_meets_minimum=social >= figures.social_value_points_minimum,
        user_rating_points=rating,
        user_rating_within_maximum=rating <= figures.user_rating_points_maximum,
    )

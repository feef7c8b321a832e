"""How a method looks on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, Out, Strict, example, places
from tendering.methods.domain import Aggregate, Figures

Quorum = Annotated[int, Field(ge=1, le=100)]
Share = Annotated[DecimalIn, Field(ge=0, le=5), places(4)]
Points = Annotated[DecimalIn, Field(ge=0, le=100), places(2)]


class MethodIn(
    Strict,
    json_schema_extra=example(
        aggregate="mean",
        technical_quorum=2,
        citizen_quorum=5,
        citizens_under_25=1,
        low_price_share=0.8,
        low_price_response_days=10,
        labour_on_cost=0.25,
        hourly_wage=12.71,
        rating_prior_mean=3.7,
        rating_prior_strength=20,
        price_points_maximum=40,
        social_value_points_minimum=20,
        user_rating_points_maximum=10,
        draw_digest="1f94eb635fe8b4b9f1f6110b84d7f9ea9a8d030082e2a9e2def9a8bae4adb556",
    ),
):
    """How bids will be judged. Shares are of one; the wage is in pounds an hour; ratings lie on one to five stars."""

    aggregate: Annotated[Aggregate, Field(strict=False)]
    technical_quorum: Quorum
    citizen_quorum: Quorum
    citizens_under_25: Annotated[int, Field(ge=0, le=100)]
    low_price_share: Share
    low_price_response_days: Annotated[int, Field(ge=1, le=60)]
    labour_on_cost: Share
    hourly_wage: Annotated[DecimalIn, Field(ge=0, le=1000), places(4)]
    rating_prior_mean: Annotated[DecimalIn, Field(ge=1, le=5), places(4)]
    rating_prior_strength: Annotated[int, Field(ge=1, le=10_000)]
    price_points_maximum: Points
    social_value_points_minimum: Points
    user_rating_points_maximum: Points
    draw_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    evidence_on: DayIn | None = None
    planned_award_on: DayIn | None = None

    def figures(self) -> Figures:
        """In the words of the domain."""
        return Figures(**dict(self))


class WeightChecksOut(Out):
    """How the points of the notice stand to the overlay; warnings only."""

    price_points: DecimalOut
    price_within_maximum: bool
    social_value_points: DecimalOut
    social_value_meets_minimum: bool
    user_rating_points: DecimalOut
    user_rating_within_maximum: bool


class MethodOut(Out):
    """How the bids for a notice are judged."""

    notice_id: UUID
    aggregate: Aggregate
    technical_quorum: int
    citizen_quorum: int
    citizens_under_25: int
    low_price_share: DecimalOut
    low_price_response_days: int
    labour_on_cost: DecimalOut
    hourly_wage: DecimalOut
    rating_prior_mean: DecimalOut
    rating_prior_strength: int
    price_points_maximum: DecimalOut
    social_value_points_minimum: DecimalOut
    user_rating_points_maximum: DecimalOut
    draw_digest: str | None
    evidence_on: date | None
    planned_award_on: date | None
    weight_checks: WeightChecksOut
    version: int

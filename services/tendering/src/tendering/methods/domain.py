"""The method of a competition: every figure of judging that no statute fixes. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Any, Self
from uuid import UUID

from kernel.digests import digest_of
from kernel.errors import RuleBroken
from rulebook.rules import rule


class Aggregate(StrEnum):
    """How a panel's marks become one."""

    MEAN = "mean"
    MEDIAN = "median"

    def of(self, marks: Sequence[Fraction]) -> Fraction:
        """One mark for all. Raises ValueError for none."""
        if not marks:
            raise ValueError("Nobody has marked.")
        return sum(marks, start=Fraction(0)) / len(marks) if self is Aggregate.MEAN else Fraction(median(marks))


@dataclass(eq=False, kw_only=True)
class Figures:
    """What a buyer may set. Shares are of one; wages in pounds an hour; a rating lies on one to five stars.

    The rating of a bidder that nobody has rated is `rating_prior_mean`, which weighs as much as
    `rating_prior_strength` ratings: whoever is new is neither favoured nor barred (s.12(4)).
    """

    aggregate: Aggregate
    technical_quorum: int
    citizen_quorum: int
    citizens_under_25: int
    low_price_share: Decimal
    low_price_response_days: int
    labour_on_cost: Decimal
    hourly_wage: Decimal
    rating_prior_mean: Decimal
    rating_prior_strength: int
    price_points_maximum: Decimal
    social_value_points_minimum: Decimal
    user_rating_points_maximum: Decimal
    draw_digest: str | None = None  # the SHA-256 of the seed from which Citizen Commissioners will be drawn
    evidence_on: date | None = None  # the day on which evidence for a reserved lot must be live: else the award's
    planned_award_on: date | None = None  # the day for which reserved lots are tested (s.33): else today


@dataclass(eq=False, kw_only=True)
class Method(Figures):
    """The figures of one notice. Once it is published they stand still."""

    notice_id: UUID
    version: int = field(default=1)

    @classmethod
    def usual(cls, notice_id: UUID, *, on: date) -> Self:
        """What the rulebook proposes on that day."""
        return cls(notice_id=notice_id, **usual_figures(on))

    def restate(self, figures: Figures, *, is_draft: bool) -> None:
        """Set other figures, as long as nobody has read the notice. Raises RuleBroken."""
        if not is_draft:
            raise RuleBroken("How bids are judged is published with the notice and stands still from then on.")
        for each in fields(Figures):
            setattr(self, each.name, getattr(figures, each.name))
        self.version += 1

    def digest(self) -> str:
        """The figures as one SHA-256, for the hash of the terms."""
        return digest_of({each.name: getattr(self, each.name) for each in fields(Figures)})


def usual_figures(on: date) -> dict[str, Any]:
    """The figures of the rulebook, by name. Raises NotInForce where none applies on that day."""
    panel = rule("seed_social_economy.citizen_commissioners", on=on)
    trigger = rule("award.abnormally_low_trigger", on=on)
    weights = rule("seed_social_economy.weights", on=on)
    prior = rule("seed_social_economy.rating_prior", on=on)
    return {
        "aggregate": Aggregate.MEAN,
        "technical_quorum": panel.number("technical_quorum"),
        "citizen_quorum": panel.number("quorum"),
        "citizens_under_25": panel.number("minimum_under_25"),
        "low_price_share": Decimal(trigger.values["share_of_mean_below"]),
        "low_price_response_days": trigger.number("response_working_days"),
        "labour_on_cost": Decimal(trigger.values["labour_on_cost_share"]),
        "hourly_wage": Decimal(rule("wages.national_living_wage", on=on).values["hourly"]),
        "rating_prior_mean": Decimal(prior.values["mean"]),
        "rating_prior_strength": prior.number("strength"),
        "price_points_maximum": Decimal(weights.number("price_points_maximum")),
        "social_value_points_minimum": Decimal(weights.number("social_value_points_minimum")),
        "user_rating_points_maximum": Decimal(weights.number("user_rating_points_maximum")),
    }

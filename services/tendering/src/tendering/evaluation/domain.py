"""What is scored, and the table that comes of it. Exact numbers throughout; rounding is for who shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from kernel.errors import Unacceptable
from kernel.money import Money

SCALE = 10  # every score lies between 0 and this, whatever it was made from
ALL_POINTS = 100


class Source(StrEnum):
    """Where a criterion's score comes from."""

    PRICE = "price"  # the lowest price over one's own
    TECHNICAL = "technical"  # the evaluators' panel
    CITIZEN = "citizen"  # the Citizen Commissioners' panel
    USER_RATING = "user_rating"  # the frozen snapshot of verified ratings
    DECLARED = "declared"  # what the bidder commits itself to, on the criterion's own scale


PANELS = frozenset({Source.TECHNICAL, Source.CITIZEN})


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What bids are scored by, with so many of a hundred points (Procurement Act 2023 s.23).

    `scale_maximum` is the most that can be declared: nothing above it is ever counted.
    """

    name: str
    source: Source
    points: Fraction
    scale_maximum: Fraction | None = None
    social_value: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.points <= ALL_POINTS:
            raise Unacceptable("/weight", f"{self.name!r} must be worth between 0 and {ALL_POINTS} points.")
        if (self.source is Source.DECLARED) != (self.scale_maximum is not None):
            raise Unacceptable("/scale_maximum", f"{self.name!r}: what is declared has a scale, and nothing else has.")
        if self.scale_maximum is not None and self.scale_maximum <= 0:
            raise Unacceptable("/scale_maximum", f"The scale of {self.name!r} must reach above zero.")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A bid for one lot, ready to be scored.

    `marks` are each panel criterion's valid marks of 0 to 10, by who gave them; `rating` is the bidder's score of
    0 to 10 in the snapshot of verified ratings.
    """

    bid: str
    bidder: str
    price: Money
    submitted_at: datetime
    declared: Mapping[str, Fraction] = field(default_factory=dict)
    rating: Fraction | None = None
    marks: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)

    @property
    def precedence(self) -> tuple[datetime, str]:
        """Of equals the earlier bid goes first, then the lower identifier: the tie-break that notices publish."""
        return self.submitted_at, self.bid


@dataclass(frozen=True)
class Scored:
    """A bid's line of the table. Equal totals share a `rank` (1, 1, 3); `order` also applies the tie-break."""

    entry: Entry
    points: Mapping[str, Fraction]
    social_value_points: Fraction
    total: Fraction
    rank: int
    order: int

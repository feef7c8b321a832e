"""What is scored, and the table that comes of it. Exact numbers throughout; rounding is for who shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A bid for one lot, ready to be scored.

    `marks` are each panel's mark of 0 to 10, by criterion; `rating` is the bidder's score of 0 to 10 in the snapshot of
    verified ratings, `past_performance` its score for how buyers had assessed it, where the notice declares that.
    `delivery` is what social value is multiplied by where the notice says so: how far the bidder kept its promises of
    late; `no_evidence` of that is a state of its own.
    """

    bid: str
    bidder: str
    price: Money
    submitted_at: datetime
    declared: Mapping[str, Fraction] = field(default_factory=dict)
    rating: Fraction | None = None
    past_performance: Fraction | None = None
    marks: Mapping[str, Fraction] = field(default_factory=dict)
    delivery: Fraction = Fraction(1)
    no_evidence: bool = True

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

"""Criteria and their weights. Pure: no database, no clock, no wire."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kernel.errors import RuleBroken, Unacceptable

ALL_POINTS = 100
SCALE = 10  # every score lies between 0 and this, whatever it was made from


class CriterionKind(StrEnum):
    """What a criterion looks at (OCDS codelist awardCriteriaType, and social value)."""

    PRICE = "price"
    COST = "cost"
    QUALITY = "quality"
    SOCIAL_VALUE = "social_value"


class Source(StrEnum):
    """Where the score of a criterion comes from."""

    PRICE = "price"  # the lowest price over one's own
    TECHNICAL = "technical"  # the evaluators' panel
    CITIZEN = "citizen"  # the Citizen Commissioners' panel
    USER_RATING = "user_rating"  # the frozen snapshot of verified ratings
    PAST_PERFORMANCE = "past_performance"  # how buyers had assessed earlier contracts by the deadline (s.71)
    DECLARED = "declared"  # what the bidder commits itself to, on the criterion's own scale


#: What a panel marks, each its own.
PANELS = frozenset({Source.TECHNICAL, Source.CITIZEN})


class Topic(StrEnum):
    """What a criterion asks of an employer or taxpayer; lawful only where that relates to the contract (s.23(2))."""

    LIVING_WAGE = "living_wage"
    TAX_DISCLOSURE = "tax_disclosure"
    RECRUITMENT = "recruitment"
    PROGRESSION = "progression"
    APPRENTICESHIPS = "apprenticeships"


@dataclass(frozen=True)
class Descriptor:
    """What a mark means, as the notice published it."""

    mark: Decimal
    says: str


@dataclass(eq=False)
class Criterion:
    """What bids are judged by, and with how many of a hundred points (s.23(3)).

    What is declared has a scale: nothing above `scale_maximum`, in `unit`, is ever counted. `relates_because` says why
    it relates to what is bought: a criterion that does not is unlawful (s.23(2)).

    Where there is a `metric`, what is declared is a quantity of it, by a day and at a place. Where there are
    `descriptors`, a panel gives one of their marks and no other. `times_delivery` multiplies the score by how far the
    bidder kept such promises of late.
    """

    name: str
    kind: CriterionKind
    weight: Decimal
    source: Source | None = None
    scale_maximum: Decimal | None = None
    unit: str | None = None
    relates_because: str | None = None
    topic: Topic | None = None
    metric: str | None = None
    descriptors: list[Descriptor] = field(default_factory=list)
    times_delivery: bool = False

    def __post_init__(self) -> None:
        self.weight = Decimal(self.weight)
        self.source = self.source or USUAL_SOURCES[self.kind]
        if (self.source is Source.DECLARED) != (self.scale_maximum is not None):
            raise ValueError("What is declared has a scale, and nothing else has.")
        if self.metric is not None and self.source is not Source.DECLARED:
            raise ValueError("Only what is declared has a metric.")
        if self.descriptors and self.source not in PANELS:
            raise ValueError("Only what a panel marks has descriptors.")
        if self.times_delivery and not self.is_social_value:
            raise ValueError("Only social value is multiplied by what was delivered.")
        if (self.metric or self.descriptors or self.times_delivery) and self.relates_because is None:
            raise ValueError("Say why it relates to what is bought (s.23(2)).")

    @property
    def points(self) -> Fraction:
        return Fraction(self.weight)

    def admits(self, mark: Decimal) -> bool:
        """Whether a panel may give that mark: any, or one of those described."""
        return not self.descriptors or mark in {each.mark for each in self.descriptors}

    @property
    def is_social_value(self) -> bool:
        return self.kind is CriterionKind.SOCIAL_VALUE


USUAL_SOURCES = {
    CriterionKind.PRICE: Source.PRICE,
    CriterionKind.COST: Source.PRICE,
    CriterionKind.QUALITY: Source.TECHNICAL,
    CriterionKind.SOCIAL_VALUE: Source.TECHNICAL,
}


def points(criteria: Sequence[Criterion], counts: Callable[[Criterion], bool]) -> Decimal:
    """How many of a hundred points go to such criteria."""
    return sum((each.weight for each in criteria if counts(each)), start=Decimal(0))


def must_add_up(criteria: Sequence[Criterion]) -> None:
    """Raise RuleBroken unless the weights add up to a hundred exactly."""
    together = sum((criterion.weight for criterion in criteria), start=Decimal(0))
    if together != ALL_POINTS:
        raise RuleBroken(f"The weights of the criteria add up to {together}; they must add up to {ALL_POINTS}.")


def must_be_asked_for(declared: Mapping[str, Decimal], criteria: Sequence[Criterion], path: str) -> None:
    """Raise Unacceptable for a commitment that no criterion asks for, or that is off its scale."""
    scales = {each.name: each.scale_maximum for each in criteria if each.scale_maximum is not None}
    for name, value in declared.items():
        if name not in scales:
            raise Unacceptable(path, f"No criterion {name!r} asks for a commitment.")
        if not 0 <= value <= scales[name]:
            raise Unacceptable(path, f"{name!r} must lie between 0 and {scales[name].normalize():f}.")

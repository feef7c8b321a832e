"""Conditions over figures: a count, an amount or a percentage against a limit, and parts against their whole.

Exact throughout: counts are whole, amounts pence, percentages decimals, and shares fractions of these.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from kernel.logic import Outcome
from kernel.money import SignedMoney
from registry.catalogue.domain import Kind, Value
from registry.catalogue.rules import CATALOGUE
from registry.classes.domain import Changes, Known

#: The smallest step of a kind of figure: one person, one penny, a hundredth of a per cent or of a day.
STEPS = {
    Kind.COUNT: Fraction(1),
    Kind.MONEY: Fraction(1),
    Kind.PERCENTAGE: Fraction(1, 100),
    Kind.DAYS: Fraction(1, 100),
}


class Than(Enum):
    """How a figure is compared: over and below leave the limit itself out."""

    OVER = "over"
    AT_LEAST = "at least"
    BELOW = "below"
    AT_MOST = "at most"

    def holds(self, figure: Fraction, limit: Fraction) -> bool:
        """Whether the figure is so."""
        compared = (figure > limit) - (figure < limit)
        return compared in {Than.OVER: {1}, Than.AT_LEAST: {0, 1}, Than.BELOW: {-1}, Than.AT_MOST: {-1, 0}}[self]

    @property
    def opposite(self) -> "Than":
        """What a figure is that is not so."""
        pairs = {Than.OVER: Than.AT_MOST, Than.AT_LEAST: Than.BELOW, Than.BELOW: Than.AT_LEAST, Than.AT_MOST: Than.OVER}
        return pairs[self]

    def nearest(self, limit: Fraction, step: Fraction) -> Fraction:
        """The figure next to the limit that is so, in whole steps."""
        if self in {Than.OVER, Than.AT_LEAST}:
            steps = ceil(limit / step)
            return (steps + (self is Than.OVER and steps * step == limit)) * step
        steps = floor(limit / step)
        return (steps - (self is Than.BELOW and steps * step == limit)) * step


def figure_of(name: str, value: Value) -> Fraction:
    """The value as a number: pence for money."""
    if CATALOGUE[name].kind is Kind.MONEY:
        return Fraction(SignedMoney.parse(str(value)).pence)
    return Fraction(Decimal(value))


def value_of(name: str, figure: Fraction) -> Value:
    """The number as a value of its name, which has room for it."""
    kind = CATALOGUE[name].kind
    if kind is Kind.COUNT:
        return int(figure)
    return str(SignedMoney(int(figure))) if kind is Kind.MONEY else f"{Decimal(int(figure * 100)) / 100:f}"


@dataclass(frozen=True)
class Figure:
    """A figure against a limit, or against another figure."""

    name: str
    than: Than
    limit: Fraction | str

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name, self.limit} if isinstance(self.limit, str) else {self.name})

    def outcome(self, known: Known) -> Outcome:
        limit = self._limit(known)
        return None if limit is None or self.name not in known else self.than.holds(self._figure(known), limit)

    def settled_by(self, known: Known) -> frozenset[str]:
        return self.names

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        """By the nearest figure; where the other one is missing, by that one too."""
        than, limit = self.than if to else self.than.opposite, self._limit(known)
        wanted = than.nearest(limit or Fraction(), STEPS[CATALOGUE[self.name].kind])
        change = {self.name: value_of(self.name, wanted)}
        yield change if limit is not None else {**change, str(self.limit): value_of(str(self.limit), Fraction())}

    def _figure(self, known: Known) -> Fraction:
        return figure_of(self.name, known[self.name])

    def _limit(self, known: Known) -> Fraction | None:
        if isinstance(self.limit, Fraction):
            return self.limit
        return figure_of(self.limit, known[self.limit]) if self.limit in known else None


@dataclass(frozen=True)
class Share:
    """Parts of a whole against a share of it; unknown while the whole is nothing."""

    parts: tuple[str, ...]
    whole: str
    than: Than
    limit: Fraction

    @property
    def names(self) -> frozenset[str]:
        return frozenset({*self.parts, self.whole})

    def share(self, known: Known) -> Fraction | None:
        """The share itself; None where a figure is missing, or the whole is nothing."""
        if not self.names <= known.keys():
            return None
        whole = figure_of(self.whole, known[self.whole])
        return sum((figure_of(part, known[part]) for part in self.parts), Fraction()) / whole if whole > 0 else None

    def outcome(self, known: Known) -> Outcome:
        share = self.share(known)
        return None if share is None else self.than.holds(share, self.limit)

    def settled_by(self, known: Known) -> frozenset[str]:
        return self.names

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        """By as few of the parts as it takes, the first of them to the nearest figure and the others to nothing."""
        whole = figure_of(self.whole, known.get(self.whole, 0 if self._counts else "0.00"))
        given = {} if whole > 0 else {self.whole: value_of(self.whole, self._smallest_whole(known))}
        whole = whole if whole > 0 else self._smallest_whole(known)
        missing = [part for part in self.parts if part not in known]
        for count in range(len(self.parts) + 1):
            for chosen in combinations(self.parts, count):
                if set(missing) <= set(chosen):
                    yield {**given, **self._parts_turned(known, chosen, whole, to)}

    @property
    def _counts(self) -> bool:
        return CATALOGUE[self.whole].kind is Kind.COUNT

    def _smallest_whole(self, known: Known) -> Fraction:
        given = sum((figure_of(part, known[part]) for part in self.parts if part in known), Fraction())
        return max(given, Fraction(1))

    def _parts_turned(self, known: Known, chosen: tuple[str, ...], whole: Fraction, to: bool) -> Changes:
        if not chosen:
            return {}
        kept = sum((figure_of(part, known[part]) for part in self.parts if part not in chosen), Fraction())
        wanted = (self.than if to else self.than.opposite).nearest(self.limit * whole, Fraction(1)) - kept
        first, *others = chosen
        return {
            first: value_of(first, max(wanted, Fraction())),
            **{part: value_of(part, Fraction()) for part in others},
        }

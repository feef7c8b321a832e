"""Marks that lie far from the panel's. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tendering.panels.domain import Kind


@dataclass(frozen=True, kw_only=True)
class FarMark:
    """A mark far from `median`, what the panel gave that bid; `distance` is its modified z-score, below it negative."""

    member_id: UUID
    bid_id: UUID
    mark: Fraction
    median: Fraction
    distance: Fraction


@dataclass(frozen=True, kw_only=True)
class CriterionReport:
    """How far the marks for one criterion lie apart; `far` is None where too few of the panel marked to tell."""

    criterion: str
    panel: Kind
    members: int
    far: Sequence[FarMark] | None


@dataclass(frozen=True)
class LotReport:
    """One lot's criteria, in the order of the notice."""

    lot_id: UUID
    criteria: Sequence[CriterionReport]

    def of(self, panel: Kind) -> list[CriterionReport]:
        """What one panel marked: evaluators and citizens are never held against each other."""
        return [each for each in self.criteria if each.panel is panel]

"""Indicators and their assessments. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.track_records.domain import Rating


class Direction(StrEnum):
    """Whether more or less of it is better."""

    HIGHER = "higher_is_better"
    LOWER = "lower_is_better"


#: What no improvement is asked for.
ON_COURSE = frozenset({Rating.GOOD, Rating.APPROACHING})


@dataclass(frozen=True)
class Band:
    """From which attainment, a percentage, a rating is earned."""

    from_pct: Decimal
    rating: Rating


@dataclass(eq=False, kw_only=True)
class Indicator:
    """One measure of a contract, as both sides agreed it; it stands as agreed. `reference` is its name in the contract.

    `bands` are read in their order: the first that the attainment reaches gives the rating.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    reference: str
    title: str
    unit: str
    direction: Direction
    target: Decimal
    bands: tuple[Band, ...]
    agreed_at: datetime


@dataclass(eq=False, kw_only=True)
class Finding:
    """What one indicator came to. `attainment_pct` is exact to four places; None where it would divide by nought."""

    indicator_id: UUID
    actual: Decimal
    attainment_pct: Decimal | None
    rating: Rating


@dataclass(eq=False, kw_only=True)
class Assessment:
    """How a contract stood in a period, on every indicator. `is_statutory` says that the law asks for its notice.

    `assessed_by` is the subject of a token, and is told to nobody; None for what was assessed before it was kept.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    first: date
    last: date
    assessed_at: datetime
    is_statutory: bool
    findings: list[Finding]
    assessed_by: str | None = None
    plan: str | None = None
    plan_due_on: date | None = None
    planned_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Unacceptable("/last", "A period cannot end before it begins.")

    @property
    def needs_improvement(self) -> bool:
        """Whether any indicator stands where the supplier has to say what it will do."""
        return any(each.rating not in ON_COURSE and each.rating is not Rating.OTHER for each in self.findings)

    def plan_improvement(self, actions: str, due_on: date, *, now: datetime) -> None:
        """The supplier says what it will do, and by when: its opportunity to improve (s.71)."""
        if not self.needs_improvement:
            raise RuleBroken("Every indicator is on course; there is nothing to plan for.")
        if self.plan is not None:
            raise RuleBroken("There is a plan already; the next assessment tells what came of it.")
        if due_on < self.last:
            raise Unacceptable("/due_on", "Improvement comes after the period that was assessed.")
        self.plan, self.plan_due_on, self.planned_at = actions, due_on, now
        self.version += 1


def must_be_new(indicators: Sequence[Indicator], known: Sequence[Indicator]) -> None:
    """Raise Unacceptable for a reference that the contract has already, or that stands twice."""
    taken = {each.reference for each in known}
    for index, each in enumerate(indicators):
        if each.reference in taken:
            raise Unacceptable(f"/indicators/{index}/reference", f"There is an indicator {each.reference!r} already.")
        taken.add(each.reference)

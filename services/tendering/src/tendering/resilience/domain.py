"""Exposures and the plans that they call for. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from kernel.money import Money
from tendering.continuity.domain import ContinuityPlan
from tendering.distress.domain import Seen
from tendering.redactions.domain import Withholding


@dataclass(frozen=True, kw_only=True)
class Running:
    """A contract that runs, and the group of its supplier."""

    contract_id: UUID
    group_id: UUID
    value: Money


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """What of a buyer's running contracts lies with one group, and what its signs are worth in points."""

    group_id: UUID
    contract_ids: tuple[UUID, ...]
    pence: int
    share: Fraction
    signs: tuple[Seen, ...]
    points: int

    @property
    def score(self) -> Fraction:
        """Exposure times distress."""
        return self.share * self.points


@dataclass(eq=False, kw_only=True)
class PlanRequirement:
    """A contract that needs a continuity plan by `due_on`, that day included."""

    contract_id: UUID
    buyer_id: UUID
    required_on: date
    due_on: date
    decision_id: UUID


@dataclass(eq=False, kw_only=True)
class KeptPlan:
    """The continuity plan of a contract that runs; a new one takes the place of the last.

    There has been one since `first_made_on`.
    """

    contract_id: UUID
    plan: ContinuityPlan
    withheld: Withholding | None
    first_made_on: date
    made_on: date
    version: int = 1

    def make_anew(self, plan: ContinuityPlan, withheld: Withholding | None, *, on: date) -> None:
        """Put another plan in its place."""
        self.plan, self.withheld, self.made_on = plan, withheld, on
        self.version += 1


@dataclass(frozen=True)
class Standing:
    """Whether a contract needs a continuity plan, and has one."""

    contract_id: UUID
    requirement: PlanRequirement | None
    kept: KeptPlan | None

    @property
    def has_been_planned_since(self) -> date | None:
        """The day from which on there has been a plan."""
        return None if self.kept is None else self.kept.first_made_on

    def is_overdue(self, today: date) -> bool:
        """Whether it needs one, has none, and the last day for it is over."""
        return self.requirement is not None and self.kept is None and today > self.requirement.due_on

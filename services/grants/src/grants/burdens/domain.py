"""What is asked for a grant, and for which kind of work. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken
from kernel.money import Money


class Novelty(StrEnum):
    """Whether the funder has given for this before."""

    REPEAT = "repeat"
    CHANGED = "changed"
    NEW = "new"


class Vulnerability(StrEnum):
    """How far those whom the work reaches depend on it."""

    NONE = "none"
    SOME = "some"
    DIRECT_CARE = "direct_care"


@dataclass(frozen=True, slots=True)
class Statement:
    """What the funder says of an application: what it asks, how much it would pay upfront, and why if that is much."""

    annual_income: Money
    novelty: Novelty
    vulnerability: Vulnerability
    questions: int
    documents: int
    reports_per_year: int
    upfront_share: Decimal
    explanation: str | None = None


@dataclass(eq=False, kw_only=True)
class Burden:
    """A statement as it stands, and who approved its explanation: another person than who made it."""

    application_id: UUID
    statement: Statement
    stated_by: str
    approved_by: str | None = None
    version: int = 1

    @property
    def is_explained(self) -> bool:
        """Whether what goes beyond a cap is explained, and somebody has approved that."""
        return self.statement.explanation is not None and self.approved_by is not None

    def paying(self, upfront_share: Decimal) -> Self:
        """The same, were so much paid upfront; more than was stated, nobody has approved."""
        approved_by = self.approved_by if upfront_share <= self.statement.upfront_share else None
        return replace(self, statement=replace(self.statement, upfront_share=upfront_share), approved_by=approved_by)

    def restate(self, statement: Statement, *, by: str) -> None:
        """Say it anew; an approval was of what stood before."""
        self.statement, self.stated_by, self.approved_by = statement, by, None
        self.version += 1

    def approve(self, by: str) -> None:
        """A second person of the funder's takes the explanation. Raises RuleBroken without one, or the second time."""
        if self.statement.explanation is None or self.approved_by is not None:
            raise RuleBroken("There is no explanation that waits for approval.")
        if by == self.stated_by:
            raise Forbidden("Whoever explained what is asked for does not approve the explanation.")
        self.approved_by = by
        self.version += 1

"""What a buyer says at the end of a phase. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.money import Money
from tendering.criteria.domain import Criterion
from tendering.phases.domain import Assessment, Verdict


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found of one entry."""

    entry_id: UUID
    assessment: Assessment


@dataclass(frozen=True, kw_only=True)
class Refinement:
    """The award criteria as they are from now on, all of them, and why (s.24)."""

    criteria: Sequence[Criterion]
    because: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """All that is said of a phase. `closes_at` is the deadline of the next, where it is later than declared."""

    found: Sequence[Found]
    closes_at: datetime | None = None
    refinement: Refinement | None = None
    fewer_because: str | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One provider that was in, with all that decides whether it goes on. Who sent nothing has no entry, and what was
    spoilt no assessment.
    """

    supplier_id: UUID
    entry_id: UUID | None = None
    received_at: datetime | None = None
    price: Money | None = None
    assessment: Assessment | None = None
    barred_because: str | None = None

    @classmethod
    def of(cls, verdict: Verdict) -> "Candidate":
        """The candidate as it was judged then."""
        return cls(**{name: getattr(verdict, name) for name in cls.__dataclass_fields__})

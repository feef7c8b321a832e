"""How far a phase has come, and what came of it. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.digests import digest_of
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.money import Money
from tendering.sealing.domain import Log


class Standing(StrEnum):
    """How far a phase has come."""

    WAITING = "waiting"  # for the phase before it
    OPEN = "open"
    CLOSED = "closed"  # its deadline has passed, and nobody knows yet who goes on
    AT_GATE = "at_gate"  # those who would go on are known, and not whether the partnership does
    SETTLED = "settled"  # those who go on are invited to the next, or all is awarded
    ENDED = "ended"  # its gate stayed shut, or the notice was cancelled


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the buyer found: conditions met, figures reached, marks of 0 to 10, and why; what it paid for the work."""

    reason: str
    met: Mapping[str, bool] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    marks: Mapping[str, Decimal] = field(default_factory=dict)
    paid: Money | None = None


@dataclass(eq=False, kw_only=True)
class Verdict:
    """What was decided about one provider that was in. Only it, its buyer and auditors ever read it.

    Who sent nothing has no entry and no assessment. `because` says what followed from the assessment, in sentences.
    """

    supplier_id: UUID
    entry_id: UUID | None = None
    received_at: datetime | None = None
    price: Money | None = None
    assessment: Assessment | None = None
    barred_because: str | None = None
    points: Decimal | None = None
    goes_on: bool = False
    because: list[str] = field(default_factory=list)

    def facts(self) -> dict[str, object]:
        """All of it, by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class Evidence:
    """A document that shows what a stage came to, by its title and its SHA-256."""

    title: str
    sha256: str


@dataclass(eq=False, kw_only=True)
class Gate:
    """Whether a partnership goes on after a stage, with the reason and documents that are public as evidence.

    `due_on` is the last day on which it was to be decided; it was not kept of the first ones.
    """

    passed: bool
    reason: str
    evidence: list[Evidence]
    decided_at: datetime
    due_on: date | None = None


@dataclass(eq=False, kw_only=True)
class PhaseResult:
    """What came of a phase. `next_closes_at` is the deadline of the one that follows, never before the declared one.

    `due_on` is the last day on which it was to be decided, as announced; it was not kept of the first ones.
    `fewer_because` says why fewer go on than were announced, `refined_because` why award criteria were refined.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    phase: int
    decided_at: datetime
    next_closes_at: datetime
    due_on: date | None = None
    verdicts: list[Verdict]
    digest: str = field(init=False)
    fewer_because: str | None = None
    refined_because: str | None = None
    decisions: list[UUID] = field(default_factory=list)
    gate: Gate | None = None

    def __post_init__(self) -> None:
        """The ledger tells of the verdicts by their SHA-256. The id is in it, or one could try out who took part."""
        self.digest = digest_of({"id": self.id, "verdicts": [each.facts() for each in self.verdicts]})

    @property
    def going_on(self) -> frozenset[UUID]:
        """Those who are in the next phase."""
        return frozenset(each.supplier_id for each in self.verdicts if each.goes_on)

    def decide_gate(self, gate: Gate) -> None:
        """Let the partnership go on, or end it. Raises RuleBroken the second time, and where nobody would go on."""
        if self.gate is not None:
            raise RuleBroken("The gate was decided already.")
        if gate.passed and not self.going_on:
            raise RuleBroken("Nobody reached what was asked for, so there is nobody to go on with.")
        self.gate = gate


@dataclass(eq=False, kw_only=True)
class PhaseLog(Log):
    """What was in when a phase with sealed entries closed, and when its openers opened that.

    The ledger tells of it by the `digest` alone: not even how many take part is known. The id is in it, or one could
    try out who is.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    phase: int
    opened_at: datetime | None = None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        self.digest = digest_of({"id": self.id, "commitments": self.commitments})

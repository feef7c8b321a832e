"""A petition about one contract's service, and how its signatures count. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.calendar import PROCUREMENT_ACT
from kernel.errors import NotFound, RuleBroken
from kernel.identifiers import new_id
from ratings.credentials.domain import Level
from ratings.thresholds.domain import Figures


class Stage(StrEnum):
    """How far a petition is."""

    DRAFT = "draft"  # sponsors sign; nobody else is shown it
    REFUSED = "refused"
    OPEN = "open"
    CLOSED = "closed"


class Refusal(StrEnum):
    """Why a moderator does not let a petition open; criticism is no reason."""

    IDENTIFIES_PERSON = "identifies_person"
    NOT_EXPERIENCE = "not_experience"
    DISCRIMINATORY = "discriminatory"
    COMMERCIAL = "commercial"
    DUPLICATE = "duplicate"
    LEGAL = "legal"


class Signed(StrEnum):
    """What became of one attempt to sign."""

    COUNTED = "counted"
    DUPLICATE = "duplicate"
    NOT_ON_ROLL = "not_on_roll"


@dataclass(frozen=True)
class Count:
    """Attempts to sign by what became of them; together they are all that were received."""

    valid: int = 0
    duplicates: int = 0
    not_on_roll: int = 0

    @property
    def received(self) -> int:
        """All attempts."""
        return self.valid + self.duplicates + self.not_on_roll

    def share_of(self, roll: int) -> Fraction | None:
        """The valid part of the roll; None of an empty one."""
        return Fraction(self.valid, roll) if roll else None


@dataclass(eq=False, kw_only=True)
class Petition:
    """What users ask. `figures` and `roll` are fixed before it opens and never change; `closes_on` is its last day."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    buyer_id: UUID
    provider_ids: tuple[UUID, ...]
    service: str
    title: str
    grounds: str
    statement: str
    new_evidence: str | None
    figures: Figures
    drafted_on: date
    stage: Stage = Stage.DRAFT
    roll: int | None = None
    level: Level | None = None
    recall_clause: str | None = None  # where the contract lets users recall its provider; None: nowhere
    moderator: str | None = None
    refusal: Refusal | None = None
    opened_on: date | None = None
    closes_on: date | None = None
    demanded_at: datetime | None = None  # when an investigation was first owed
    valid: int | None = None  # these three once it is closed, and the codes are gone
    duplicates: int | None = None
    not_on_roll: int | None = None
    levels: tuple[int | None, ...] | None = None  # how many signed at each level, as far as that may be told
    version: int = 1

    def fix_roll(self, eligible: int, recall_clause: str | None) -> None:
        """So many may sign. A roll too small to hide anybody is signed through an advocate."""
        if self.roll is not None:
            raise RuleBroken("The roll of a petition is fixed once.")
        self.roll, self.recall_clause = eligible, recall_clause
        self.level = Level.C if eligible < self.figures.roll_minimum else Level.B
        self.version += 1

    def open(self, moderator: str, signed: int, *, today: date) -> None:
        """A moderator finds nothing against it; everybody on the roll may sign from today."""
        self._must_await_moderation()
        if self.roll is None:
            raise RuleBroken("The authority has not fixed the roll yet.")
        if signed < self.figures.sponsors:
            raise RuleBroken(f"It has {signed} of the {self.figures.sponsors} sponsors that it needs.")
        self.stage, self.moderator = Stage.OPEN, moderator
        self.opened_on, self.closes_on = today, today + timedelta(days=self.figures.open_days)
        self.version += 1

    def refuse(self, moderator: str, reason: Refusal) -> None:
        """A moderator does not let it open; only the reason is published."""
        self._must_await_moderation()
        self.stage, self.moderator, self.refusal = Stage.REFUSED, moderator, reason
        self.version += 1

    def close(self, count: Count, levels: tuple[int | None, ...] | None) -> None:
        """Its days are over, and this is what came of them.

        No sooner is told how many signed at each level: a count that moves by one would tell how one has signed.
        """
        self.stage, self.levels = Stage.CLOSED, levels
        self.valid, self.duplicates, self.not_on_roll = count.valid, count.duplicates, count.not_on_roll
        self.version += 1

    def must_take_signatures(self, *, today: date) -> None:
        """Sponsors sign a draft, everybody an open petition until its last day is over. Raises RuleBroken."""
        if self.stage is Stage.OPEN and self.closes_on is not None and today <= self.closes_on:
            return
        if self.stage is not Stage.DRAFT or self.roll is None:
            raise RuleBroken("This petition takes no signatures.")

    def must_be_about_services_of(self, buyer_id: UUID) -> None:
        """Another authority's petition reads as not found."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no petition {self.id} about you.")

    def demands_investigation(self, count: Count) -> bool:
        """Whether so many have signed, in an open petition or one that is closed."""
        return self.roll is not None and self.figures.investigation.is_reached(count.valid, self.roll)

    def demands_ballot(self, count: Count) -> bool:
        """Whether so many have signed that users vote."""
        return self.roll is not None and self.figures.ballot.is_reached(count.valid, self.roll)

    def response_due_on(self, count: Count) -> date | None:
        """The last day for the authority's answer, counted after the last day to sign; None if none is owed or yet."""
        if self.stage is not Stage.CLOSED or self.closes_on is None:
            return None
        if not self.figures.owes_response(count.valid, self.roll or 0):
            return None
        return PROCUREMENT_ACT.last_after(self.closes_on, self.figures.response_working_days)

    def _must_await_moderation(self) -> None:
        if self.stage is not Stage.DRAFT:
            raise RuleBroken("This petition was moderated already.")

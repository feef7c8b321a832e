"""What of a supplier's past is looked at. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.digests import digest_of
from kernel.money import Money


class Rating(StrEnum):
    """The statutory scale (Procurement Act 2023 s.71; SI 2024/692 reg.38). Only the names are law."""

    GOOD = "Good"
    APPROACHING = "Approaching target"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"
    OTHER = "Other"


class Evidence(StrEnum):
    """Whether anything is known. Silence is neither praise nor blame."""

    KNOWN = "known"
    NONE = "no_evidence"


class DisputeOutcome(StrEnum):
    """What is decided of a disputed assessment: it stands, or never counts again. Its notice stays public."""

    STANDS = "stands"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """From when, and until which day at the latest, a disputed assessment is not to count; and how that ended."""

    since: datetime
    until: date
    decided_at: datetime | None = None
    outcome: DisputeOutcome | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the assessment is suspended; its last day is one of them."""
        undecided = self.decided_at is None or now < self.decided_at
        return self.since <= now and undecided and day_of(now) <= self.until

    def has_set_aside(self, now: datetime) -> bool:
        """Whether it was decided by then that the assessment counts no more."""
        decided = self.decided_at is not None and self.decided_at <= now
        return decided and self.outcome is DisputeOutcome.SET_ASIDE


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """One assessment of one contract: who bought, what it was worth, and how every indicator was rated.

    While its supplier's dispute of it waits to be decided it is `suspended`: told, and not counted.
    """

    contract_id: UUID
    buyer_id: UUID
    value: Money
    last: date
    assessed_on: date
    ratings: Sequence[Rating]
    suspended: bool = False


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """A supplier's assessments in the rulebook's months up to a day, and their weighted mean of 0 to 100; None without
    evidence.
    """

    supplier_id: UUID
    since: date
    until: date
    assessments: Sequence[Assessed]
    score: Decimal | None

    @property
    def evidence(self) -> Evidence:
        """Whether there is any."""
        return Evidence.NONE if self.score is None else Evidence.KNOWN

    @property
    def digest(self) -> str:
        """The SHA-256 of `{assessments, since, supplier_id, until}`, as `kernel.digests` spells it."""
        return digest_of({each.name: getattr(self, each.name) for each in fields(self) if each.name != "score"})

"""The plan of a scheme, and how it stands to the requirements. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from grants.schemes.domain import Offer
from kernel.errors import RuleBroken
from kernel.identifiers import new_id


class State(StrEnum):
    """How a requirement stands: comply, or explain."""

    MET = "met"
    EXPLAINED = "explained"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Who is responsible, from one day to another, both included; without `until` to the end."""

    name: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What shall change, and by what one will see it."""

    name: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One of the ten, by its number in the standard, and what shows that it is met or why it is not."""

    number: int
    state: State
    evidence: str | None = None
    explanation: str | None = None
    approved_on: date | None = None
    document_sha256: str | None = None
    officers: tuple[Officer, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(eq=False, kw_only=True)
class Plan:
    """A scheme before it opens. It keeps its identifier as a scheme, and its requirements stay up to date after."""

    id: UUID = field(default_factory=new_id)
    funder_id: UUID
    offer: Offer
    drafted_at: datetime
    requirements: tuple[Requirement, ...] = ()
    opened_at: datetime | None = None
    version: int = 1

    def state(self, requirements: Sequence[Requirement]) -> None:
        """Say anew how it stands to all of them."""
        self.requirements = tuple(sorted(requirements, key=lambda each: each.number))
        self.version += 1

    def open(self, *, now: datetime) -> None:
        """It is a scheme from now on."""
        if self.opened_at is not None:
            raise RuleBroken("This plan is a scheme already.")
        self.opened_at = now
        self.version += 1

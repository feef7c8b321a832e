"""What users give to the design of a service. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Conflict, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money


@dataclass(eq=False, kw_only=True)
class Contribution:
    """What a group of users said, what it was paid, and what became of it: you said, we did.

    `contributor` names a group, never a person; `hours` are those of all its members together.
    """

    id: UUID = field(default_factory=new_id)
    engagement_id: UUID
    contributor: str
    contribution: str
    given_on: date
    hours: Decimal
    paid: Money
    decision: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    def must_have_been_given(self, *, now: datetime) -> None:
        """Raise Unacceptable for what is to come."""
        if self.given_on > day_of(now):
            raise Unacceptable("/given_on", "What is written down has happened.")

    def decide(self, decision: str, *, now: datetime) -> None:
        """Say what became of it. Raises Conflict if that was said."""
        if self.decision is not None:
            raise Conflict("What became of it was said already.")
        self.decision, self.decided_at = decision, now
        self.version += 1

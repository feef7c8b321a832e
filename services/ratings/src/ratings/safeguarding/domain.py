"""A serious matter, and the person whom an authority named to read such. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Forbidden, NotFound
from rulebook.rules import rule


@dataclass(eq=False, kw_only=True)
class Lead:
    """Who reads an authority's serious matters, by the subject of their token. No event names them."""

    buyer_id: UUID
    subject: str
    named_at: datetime
    version: int = 1

    @property
    def entity(self) -> UUID:
        """What the events of its naming are of."""
        return uuid5(self.buyer_id, "safeguarding")

    def name(self, subject: str, *, now: datetime) -> None:
        """Somebody else from now on."""
        self.subject, self.named_at = subject, now
        self.version += 1

    def must_be(self, subject: str) -> None:
        """Raises Forbidden for everybody else at the authority, too."""
        if self.subject != subject:
            raise Forbidden("Serious matters are read by the safeguarding lead whom the authority named alone.")


@dataclass(eq=False, kw_only=True)
class Matter:
    """A story of somebody who may be in danger, as it was routed to the authority that must protect them."""

    story_id: UUID
    contract_id: UUID
    buyer_id: UUID
    routed_on: date
    due_on: date  # the last day on which it should be acknowledged
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    overdue_told_on: date | None = None
    version: int = 1

    @classmethod
    def routed(cls, story_id: UUID, contract_id: UUID, buyer_id: UUID, *, today: date) -> Self:
        """To be acknowledged within the policy's working days."""
        days = rule("voice.safeguarding", on=today).number("working_days")
        due_on = PROCUREMENT_ACT.last_after(today, days)
        return cls(story_id=story_id, contract_id=contract_id, buyer_id=buyer_id, routed_on=today, due_on=due_on)

    def must_be_of(self, buyer_id: UUID) -> None:
        """Another authority's matter reads as not found."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no matter {self.story_id}.")

    def acknowledge(self, subject: str, *, now: datetime) -> bool:
        """The lead has it, and reads it; whether this is the first time."""
        if self.acknowledged_at is not None:
            return False
        self.acknowledged_by, self.acknowledged_at = subject, now
        self.version += 1
        return True

    def is_overdue(self, today: date) -> bool:
        """Whether its last day is over, and nobody has acknowledged it."""
        return self.acknowledged_at is None and self.due_on < today

    @property
    def is_late(self) -> bool:
        """Whether it was acknowledged after its last day."""
        return self.acknowledged_at is not None and day_of(self.acknowledged_at) > self.due_on

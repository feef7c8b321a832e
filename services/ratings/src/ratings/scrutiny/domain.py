"""A meeting of a scrutiny committee, its slots for users, and the evidence that is frozen for it. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from kernel.errors import Conflict, NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id


class Full(Conflict):
    """Every slot is taken."""


@dataclass(eq=False, kw_only=True)
class Sitting:
    """One meeting of a committee, and how many users may speak at it."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    committee: str
    held_at: datetime
    place: str
    slots: int
    slots_taken: int = 0
    announced_on: date
    version: int = 1

    def must_be_of(self, buyer_id: UUID) -> None:
        """Another authority's meeting reads as not found."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no meeting {self.id} of yours.")

    def must_be_to_come(self, now: datetime) -> None:
        """Nothing is prepared for what is over. Raises RuleBroken."""
        if self.held_at <= now:
            raise RuleBroken("This meeting is over.")

    def take_slot(self, now: datetime) -> int:
        """The next slot's number. Raises Full, RuleBroken."""
        self.must_be_to_come(now)
        if self.slots_taken >= self.slots:
            raise Full("Every slot for users is taken.")
        self.slots_taken += 1
        self.version += 1
        return self.slots_taken


@dataclass(eq=False, kw_only=True)
class Slot:
    """A place to speak, known by a code alone: nobody is asked for a name."""

    sitting_id: UUID
    number: int
    petition_id: UUID
    code_digest: bytes


@dataclass(eq=False, kw_only=True)
class Pack:
    """What a committee has before it: one text, frozen, known by its hash; what happens later does not alter it."""

    id: UUID = field(default_factory=new_id)
    sitting_id: UUID
    petition_id: UUID
    content: str
    digest: str
    made_on: date

    @classmethod
    def of(cls, sitting_id: UUID, petition_id: UUID, content: str, *, today: date) -> "Pack":
        """Frozen as of today."""
        digest = sha256(content.encode()).hexdigest()
        return cls(sitting_id=sitting_id, petition_id=petition_id, content=content, digest=digest, made_on=today)


def must_be_announced_in_time(held_at: datetime, now: datetime) -> None:
    """A meeting is announced before it is held. Raises Unacceptable."""
    if held_at <= now:
        raise Unacceptable("/held_at", "A meeting is announced before it is held.")

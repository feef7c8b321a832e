"""A change that somebody promised because of a story. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import NotFound, RuleBroken
from kernel.identifiers import new_id


class State(StrEnum):
    """How far a change is."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    MISSED = "missed"


@dataclass(eq=False, kw_only=True)
class Change:
    """What was promised, by which post, until when. `owner` is a post, never a person."""

    id: UUID = field(default_factory=new_id)
    story_id: UUID
    contract_id: UUID
    buyer_id: UUID
    organisation_id: UUID
    what: str
    owner: str
    planned_on: date
    due_on: date
    state: State = State.PLANNED
    evidence: str | None = None
    claimed_on: date | None = None
    settled_on: date | None = None
    version: int = 1

    def claim(self, organisation_id: UUID, evidence: str, *, today: date) -> None:
        """Who promised it says that it is done, and how that can be seen. Late is better than never."""
        if self.organisation_id != organisation_id:
            raise NotFound(f"There is no change {self.id} of yours.")
        if self.state not in {State.PLANNED, State.MISSED, State.DISPUTED}:
            raise RuleBroken("This change was claimed already.")
        self.state, self.evidence, self.claimed_on, self.settled_on = State.CLAIMED, evidence, today, None
        self.version += 1

    def weigh(self, seen: int, unseen: int, *, needed: int, today: date) -> None:
        """So many later raters have seen it, or have not; as many as are needed settle it, if more than the others."""
        if self.state is State.CLAIMED and max(seen, unseen) >= needed and seen != unseen:
            self._settle(State.VERIFIED if seen > unseen else State.DISPUTED, today)

    def visit(self, buyer_id: UUID, *, found: bool, today: date) -> None:
        """The authority went to see."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no change {self.id} about you.")
        self.must_be_claimed()
        self._settle(State.VERIFIED if found else State.DISPUTED, today)

    def miss(self, *, today: date) -> None:
        """Its day is over, and nobody has claimed it."""
        self._settle(State.MISSED, today)

    def must_be_claimed(self) -> None:
        """Nothing can be seen before somebody says that it is there. Raises RuleBroken."""
        if self.state is not State.CLAIMED:
            raise RuleBroken(f"This change is {self.state}; only one that is claimed can be verified.")

    def _settle(self, state: State, today: date) -> None:
        self.state, self.settled_on = state, today
        self.version += 1

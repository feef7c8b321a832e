"""A meeting of an organisation's board, and who may come. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Self
from uuid import UUID

from kernel.errors import Conflict, NotFound, RuleBroken, Unacceptable

MOST_PAPERS = 100


class Full(Conflict):
    """Every place for observers is taken."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that the board will read, or the minutes of what it said."""

    title: str
    sha256: str
    published_at: datetime


@dataclass(eq=False)
class Meeting:
    """One meeting, as announced. A meeting at another time or place is another one: this is cancelled, that called."""

    id: UUID
    organisation_id: UUID
    title: str
    held_at: datetime
    place: str
    observer_places: int
    called_at: datetime
    places_taken: int = 0
    papers: list[Paper] = field(default_factory=list)
    minutes: Paper | None = None
    cancelled_because: str | None = None
    decisions: list[UUID] = field(default_factory=list)
    version: int = 1

    @classmethod
    def call(
        cls,
        meeting_id: UUID,
        organisation_id: UUID,
        *,
        title: str,
        held_at: datetime,
        place: str,
        places: int,
        now: datetime,
    ) -> Self:
        """Announce it. Raises Unacceptable for one that has been."""
        if held_at <= now:
            raise Unacceptable("/held_at", "A meeting is called before it is held.")
        return cls(meeting_id, organisation_id, title, held_at, place, places, now)

    @property
    def places_left(self) -> int:
        """How many observers may still come."""
        return self.observer_places - self.places_taken

    def publish_paper(self, paper: Paper) -> None:
        """Let everybody read what the board will read. Late ones too: the date tells."""
        self._must_go_ahead()
        if any(it.sha256 == paper.sha256 for it in self.papers):
            raise Conflict("This paper is published already.")
        if len(self.papers) == MOST_PAPERS:
            raise RuleBroken(f"A meeting has at most {MOST_PAPERS} papers.")
        self.papers = [*self.papers, paper]
        self.version += 1

    def publish_minutes(self, minutes: Paper) -> None:
        """Say what was said. Minutes are published once, after the meeting."""
        self._must_go_ahead()
        if minutes.published_at < self.held_at:
            raise RuleBroken("The meeting has not been held yet.")
        if self.minutes is not None:
            raise Conflict("The minutes are published already.")
        self.minutes = minutes
        self.version += 1

    def cancel(self, reason: str, *, now: datetime) -> None:
        """It will not be held."""
        self._must_go_ahead()
        self._must_lie_ahead(now)
        self.cancelled_because = reason
        self.version += 1

    def take_place(self, *, now: datetime) -> None:
        """One more observer will come. Raises Full."""
        self._must_go_ahead()
        self._must_lie_ahead(now)
        if self.places_left < 1:
            raise Full("Every place for observers is taken.")
        self.places_taken += 1
        self.version += 1

    def give_place_back(self, *, now: datetime) -> None:
        """An observer will not come after all."""
        self._must_lie_ahead(now)
        self.places_taken -= 1
        self.version += 1

    def _must_go_ahead(self) -> None:
        if self.cancelled_because is not None:
            raise RuleBroken("The meeting was cancelled.")

    def _must_lie_ahead(self, now: datetime) -> None:
        if now >= self.held_at:
            raise RuleBroken("The meeting has begun.")


@dataclass(eq=False)
class ObserverPlace:
    """A place that somebody took. Who it is nobody asks: they hold a code, of which only the digest is kept."""

    digest: bytes
    meeting_id: UUID
    taken_at: datetime
    given_back_at: datetime | None = None

    def give_back(self, *, now: datetime) -> None:
        """It is free again. Raises NotFound if it was given back before."""
        if self.given_back_at is not None:
            raise NotFound("No place is held with this code.")
        self.given_back_at = now


def digest_of(code: str) -> bytes:
    """What is kept of a code."""
    return sha256(code.encode()).digest()

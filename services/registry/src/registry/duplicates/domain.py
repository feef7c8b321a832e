"""Two records that may be of one body, and what was decided about them. Pure: no database, no clock, no wire."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken


class Ground(StrEnum):
    """Why two records may be of one body."""

    ONE_PUBLICATION = "one_publication"
    LINKED_REGISTERS = "linked_registers"
    REPORTED = "reported"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_POSTCODE = "same_postcode"

    @property
    def words(self) -> str:
        """The ground as a registrar reads it."""
        return WORDS[self]


WORDS = {
    Ground.ONE_PUBLICATION: "One publication gives a number of each as numbers of one body.",
    Ground.LINKED_REGISTERS: "A register says that a number of one belongs with a number of the other.",
    Ground.REPORTED: "Somebody reports that both are of one body.",
    Ground.SAME_NAME: "Both bear the same name, or did.",
    Ground.SIMILAR_NAME: "They bear similar names.",
    Ground.SAME_POSTCODE: "Both have an address with the same postcode.",
}


class Verdict(StrEnum):
    """Where the review of a pair stands."""

    OPEN = "open"
    DISMISSED = "dismissed"
    MERGED = "merged"


@dataclass(frozen=True)
class Suspicion:
    """The grounds, and how strong they are together: of a hundred."""

    grounds: frozenset[Ground]
    score: int


@dataclass(eq=False)
class Candidate:
    """Two records, the one with the lesser UUID first, and what was decided about them."""

    id: UUID
    one_id: UUID
    other_id: UUID
    found_at: datetime
    grounds: list[Ground] = field(default_factory=list)
    score: int = 0
    verdict: Verdict = Verdict.OPEN
    reason: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @property
    def sentences(self) -> list[str]:
        """The grounds as a registrar reads them."""
        return [ground.words for ground in self.grounds]

    def suspect(self, suspicion: Suspicion) -> None:
        """Take note of further grounds. What was dismissed is opened again by a ground that was not known then."""
        every = frozenset(self.grounds) | suspicion.grounds
        if every == frozenset(self.grounds) and suspicion.score <= self.score:
            return
        if self.verdict is Verdict.DISMISSED and every != frozenset(self.grounds):
            self.verdict, self.reason, self.decided_by, self.decided_at = Verdict.OPEN, None, None, None
        self.grounds, self.score = sorted(every), max(self.score, suspicion.score)
        self.version += 1

    def dismiss(self, reason: str, *, by: str, now: datetime) -> None:
        """They are two. Raises RuleBroken for a pair that is decided already."""
        if self.verdict is not Verdict.OPEN:
            raise RuleBroken(f"This pair was looked at already: {self.verdict}.")
        self.decide(Verdict.DISMISSED, reason, by=by, now=now)

    def decide(self, verdict: Verdict, reason: str, *, by: str, now: datetime) -> None:
        """A registrar has looked at it."""
        self.verdict, self.reason, self.decided_by, self.decided_at = verdict, reason, by, now
        self.version += 1


def in_order(pair: Iterable[UUID]) -> tuple[UUID, UUID]:
    """One pair has one spelling."""
    one, other = sorted(pair)
    return one, other

"""Scores together, and their moderation. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from grants.assessment.domain import Assessment
from kernel.errors import Forbidden, RuleBroken


@dataclass(eq=False, kw_only=True)
class Moderation:
    """The score that the assessors agreed on, led by somebody who did not assess. `scores` are those before them."""

    application_id: UUID
    scores: list[int]
    score: int
    reason: str
    moderator: str
    moderated_at: datetime
    version: int = 1

    def again(self, made: "Moderation") -> None:
        """Moderate anew, after another score."""
        self.scores, self.score, self.reason = made.scores, made.score, made.reason
        self.moderator, self.moderated_at = made.moderator, made.moderated_at
        self.version += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """All scores that count, lowest first; a moderation of other scores than these is out of date."""

    scores: tuple[int, ...]
    scale: int
    spread_maximum: Fraction
    moderation: Moderation | None = None

    @property
    def spread(self) -> Fraction:
        """How far they lie apart, as a share of the scale."""
        return Fraction(self.scores[-1] - self.scores[0], self.scale) if self.scores else Fraction()

    @property
    def is_moderated(self) -> bool:
        """Whether these very scores were moderated."""
        return self.moderation is not None and tuple(self.moderation.scores) == self.scores

    @property
    def needs_moderation(self) -> bool:
        """Whether they lie too far apart, and nobody has brought them together."""
        return self.spread > self.spread_maximum and not self.is_moderated

    @property
    def score(self) -> Fraction | None:
        """What they come to: the moderated score, else their mean. None without any, and while they wait for it."""
        if not self.scores or self.needs_moderation:
            return None
        if self.moderation is not None and self.is_moderated:
            return Fraction(self.moderation.score)
        return Fraction(sum(self.scores), len(self.scores))


def counting(assessments: Collection[Assessment], *, free: Collection[str] | None) -> tuple[int, ...]:
    """The scores of those who are `free` of interests, or of all where nobody is asked; lowest first."""
    return tuple(sorted(each.score for each in assessments if free is None or each.assessor in free))


def must_be_moderated(scoring: Scoring, moderator: str, assessors: Sequence[str]) -> None:
    """Raise RuleBroken where nothing lies apart, Forbidden for one who assessed."""
    if moderator in assessors:
        raise Forbidden("Whoever assessed an application does not moderate its scores.")
    if not scoring.needs_moderation:
        raise RuleBroken("These scores lie close together, or were moderated.")

"""How the scores of an application look on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from chassis.wire import DecimalOut, Out, Prose, Strict, example
from grants.scoring.domain import Scoring
from kernel.rounding import half_up


class ModerationIn(
    Strict,
    json_schema_extra=example(score=70, reason="Both read the costs again: the lower score had missed an annex."),
):
    """The score, of a hundred, that the assessors agreed on, and what brought them together."""

    score: Annotated[int, Field(ge=0, le=100)]
    reason: Prose


class ModerationOut(Out):
    """How scores were brought together; `scores` are those that were before the moderator."""

    scores: list[int]
    score: int
    reason: str
    moderated_at: datetime


class ScoringOut(Out):
    """What the scores come to. `score` is null without any, and while those far apart wait for moderation."""

    scores: list[int]
    spread_pct: DecimalOut
    needs_moderation: bool
    score: DecimalOut | None
    moderation: ModerationOut | None

    @classmethod
    def of(cls, scoring: Scoring) -> Self:
        """The scores on the wire, to two places."""
        total, moderation = scoring.score, scoring.moderation
        return cls(
            scores=[*scoring.scores],
            spread_pct=half_up(scoring.spread * 100, 2),
            needs_moderation=scoring.needs_moderation,
            score=None if total is None else half_up(total, 2),
            moderation=ModerationOut.model_validate(moderation) if moderation and scoring.is_moderated else None,
        )

"""Whether an application was scored as the funder says it will be."""

from collections.abc import Collection
from datetime import date, datetime

from grants.adoptions.domain import Standard
from grants.assessment.domain import Assessment
from grants.scoring.domain import Moderation, Scoring, counting
from kernel.clock import day_of
from kernel.rounding import half_up
from rulebook.decisions import Decision
from rulebook.rules import rule


def scoring_of(
    assessments: Collection[Assessment], moderation: Moderation | None, *, free: Collection[str] | None, on: date
) -> Scoring:
    """The scores that count, by the rule of that day."""
    found = rule(Standard.SCORING, on=on)
    return Scoring(
        scores=counting(assessments, free=free),
        scale=found.number("scale"),
        spread_maximum=found.share("spread_maximum"),
        moderation=moderation,
    )


def is_scored(scoring: Scoring, *, now: datetime) -> Decision:
    """Whether enough people without an interest scored it, and what lay far apart was moderated."""
    found = rule(Standard.SCORING, on=day_of(now))
    least = found.number("scores_minimum")
    reasons = [f"{len(scoring.scores)} scores count, of people who declared to have no interest; {least} are needed."]
    if scoring.needs_moderation:
        reasons.append(
            f"The scores lie {half_up(scoring.spread * 100, 2)} % of the scale apart, and more than"
            f" {half_up(scoring.spread_maximum * 100, 2)} % is moderated first."
        )
    return found.decide(
        len(scoring.scores) >= least and not scoring.needs_moderation,
        *reasons,
        inputs={"scores": ", ".join(map(str, scoring.scores)), "is_moderated": scoring.is_moderated},
        now=now,
        published=True,
    )

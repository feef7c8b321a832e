"""What scores come to: properties first, then the figures of the rule."""

from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.assessment.domain import Assessment, Recommendation
from grants.scoring.domain import Moderation, Scoring, must_be_moderated
from grants.scoring.rules import is_scored, scoring_of
from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken

score = st.integers(0, 100)


@given(st.lists(score, min_size=1, max_size=6))
def test_scores_come_to_their_mean_unless_they_lie_apart(scores: list[int]) -> None:
    found = scored(*scores)
    if max(scores) - min(scores) > 30:
        assert (found.needs_moderation, found.score) == (True, None)
    else:
        assert found.score == Fraction(sum(scores), len(scores))


@given(st.lists(score, min_size=2, max_size=6), score, score)
def test_a_moderation_holds_for_the_scores_that_it_saw_and_no_others(scores: list[int], agreed: int, late: int) -> None:
    seen = moderated(sorted(scores), agreed)
    assert scored(*scores, moderation=seen).score == agreed
    found = scored(*scores, late, moderation=seen)
    assert not found.is_moderated


@pytest.mark.parametrize(("scores", "outcome"), [((80,), False), ((50, 80), True), ((49, 80), False), ((), False)])
def test_two_scores_suffice_up_to_thirty_percent_of_the_scale_apart(scores: tuple[int, ...], outcome: bool) -> None:
    decision = is_scored(scored(*scores), now=NOW)
    assert (decision.outcome, decision.blocks) == (outcome, not outcome)


def test_a_score_of_somebody_with_an_interest_does_not_count() -> None:
    found = scoring_of(assessments(80, 20), None, free={"assessor 0"}, on=day_of(NOW))
    assert found.scores == (80,)


def test_whoever_assessed_does_not_moderate_and_nothing_is_moderated_without_need() -> None:
    with pytest.raises(Forbidden, match="does not moderate"):
        must_be_moderated(scored(10, 90), "assessor 1", ["assessor 0", "assessor 1"])
    with pytest.raises(RuleBroken, match="close together"):
        must_be_moderated(scored(50, 60), "chair", ["assessor 0", "assessor 1"])
    must_be_moderated(scored(10, 90), "chair", ["assessor 0", "assessor 1"])


def scored(*scores: int, moderation: Moderation | None = None) -> Scoring:
    return scoring_of(assessments(*scores), moderation, free=None, on=day_of(NOW))


def moderated(scores: list[int], agreed: int) -> Moderation:
    return Moderation(
        application_id=uuid4(), scores=scores, score=agreed, reason="Read again.", moderator="chair", moderated_at=NOW
    )


def assessments(*scores: int) -> list[Assessment]:
    return [
        Assessment(
            id=uuid4(),
            application_id=uuid4(),
            assessor=f"assessor {place}",
            score=each,
            recommendation=Recommendation.FUND,
            rationale="It has worked elsewhere.",
            assessed_at=NOW,
        )
        for place, each in enumerate(scores)
    ]

"""What a petition comes to, with and without a ballot."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from kernel.errors import RuleBroken, Unacceptable
from ratings.ballots.domain import Ballot, Result, Status
from ratings.petitions.domain import Count, Petition, Stage
from ratings.thresholds.queries import platform_figures

OPENED, CLOSES, HELD = date(2027, 10, 4), date(2027, 11, 15), date(2027, 12, 20)
FIGURES = platform_figures(OPENED)
ENOUGH = Count(valid=83)


def petition(roll: int = 412, clause: str | None = "Schedule 4", **figures: Any) -> Petition:
    """Closed, about a contract with a recall clause."""
    return Petition(
        contract_id=uuid4(),
        buyer_id=uuid4(),
        provider_ids=(uuid4(),),
        service="Outreach",
        title="Recall the provider",
        grounds="significant breach of trust",
        statement="Promises were broken.",
        new_evidence=None,
        figures=replace(FIGURES, **figures),
        drafted_on=OPENED,
        stage=Stage.CLOSED,
        roll=roll,
        recall_clause=clause,
        opened_on=OPENED,
        closes_on=CLOSES,
    )


def ballot(of: Petition, cast: int, for_recall: int, held_on: date = HELD) -> Ballot:
    return Ballot(petition_id=of.id, held_on=held_on, votes_cast=cast, votes_for_recall=for_recall)


@pytest.mark.parametrize(
    ("cast", "for_recall", "status"),
    [
        (214, 96, Status.RETAINED),
        (165, 83, Status.RECALLED_BY_CLAUSE),  # 40.05 % voted, 50.3 % for
        (164, 164, Status.TURNOUT_TOO_LOW),  # 39.8 %
        (200, 100, Status.RETAINED),  # exactly half is not more than half
        (0, 0, Status.TURNOUT_TOO_LOW),
    ],
)
def test_enough_must_vote_and_more_than_half_of_them_for_recall(cast: int, for_recall: int, status: Status) -> None:
    asked = petition()
    result = Result(asked, ENOUGH, ballot(asked, cast, for_recall))
    assert (result.status, result.is_passed) == (status, status is Status.RECALLED_BY_CLAUSE)


def test_exactly_the_turnout_is_enough() -> None:
    asked = petition(roll=100)
    assert Result(asked, Count(valid=20), ballot(asked, 40, 21)).is_passed


def test_without_a_clause_nothing_ends() -> None:
    asked = petition(clause=None)
    assert Result(asked, ENOUGH, ballot(asked, 300, 300)).status is Status.RECALLED_REVIEW_ONLY


def test_before_the_ballot_it_is_pending_and_below_the_threshold_there_is_none() -> None:
    assert Result(petition(), ENOUGH, None).status is Status.BALLOT_PENDING
    assert Result(petition(), Count(valid=82), None).status is Status.NO_BALLOT
    assert Result(petition(roll=0), Count(duplicates=2, not_on_roll=3), None).status is Status.NO_BALLOT


def test_shares_are_exact() -> None:
    asked = petition()
    result = Result(asked, ENOUGH, ballot(asked, 214, 96))
    assert (result.turnout, result.for_recall) == (Fraction(214, 412), Fraction(96, 214))


def test_the_answer_is_due_twenty_working_days_after_the_last_day() -> None:
    asked = petition()
    assert asked.response_due_on(ENOUGH) == date(2027, 12, 14)  # 30 November counts nowhere
    assert asked.response_due_on(Count(valid=9)) is None


def test_a_ballot_follows_only_from_enough_signatures_and_counts_nobody_twice() -> None:
    asked = petition()
    ballot(asked, 412, 412).must_follow_from(asked, ENOUGH)
    with pytest.raises(RuleBroken):
        ballot(asked, 10, 5).must_follow_from(asked, Count(valid=82))
    for wrong in (ballot(asked, 413, 1), ballot(asked, 10, 11), ballot(asked, 10, 1, held_on=CLOSES)):
        with pytest.raises(Unacceptable):
            wrong.must_follow_from(asked, ENOUGH)

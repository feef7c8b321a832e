"""What recipients say is told in whole steps: two sums that follow each other differ by as many answers."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grants.feedback.domain import Together, told_of
from kernel.money import Money


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_all_answers_but_the_last_unfinished_step_are_told_of(answers: int, step: int) -> None:
    told = told_of(answers, step)
    assert told % step == 0
    assert 0 <= answers - told < step
    assert told_of(answers + 1, step) - told in {0, step}


def test_the_cost_of_a_pound_is_exact() -> None:
    together = Together(
        answers=5,
        hours_applying=100,
        hours_reporting=50,
        cost=Money.parse("3000.00"),
        awarded=Money.parse("90000.00"),
        proportionate=4,
        again=5,
    )
    assert together.cost_share == Fraction(1, 30)

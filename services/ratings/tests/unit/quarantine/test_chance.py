"""What chance may bring, and what it hardly ever does."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.quarantine.rules import chance_of_difference, chance_of_week

WEEKS, CHANCE, FROM = 12, 0.001, 12
answers = st.lists(st.integers(0, 60), min_size=5, max_size=5)


@pytest.mark.parametrize(("came", "expected"), [(13, 0.00059), (10, 0.0117)])
def test_a_week_after_forty_eight_in_twelve_has_the_chance_of_the_reference(came: int, expected: float) -> None:
    assert chance_of_week(came, 48, WEEKS) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("before", [1_200, 12_000, 120_000])
def test_twice_what_is_usual_is_hardly_chance_however_large_a_service_is(before: int) -> None:
    usual = before // WEEKS
    assert chance_of_week(2 * usual, before, WEEKS) < CHANCE < 0.4 < chance_of_week(usual, before, WEEKS) < 0.6


@given(st.integers(0, 80), st.integers(0, 300))
def test_more_in_a_week_is_never_likelier_and_more_before_never_rarer(came: int, before: int) -> None:
    chance = chance_of_week(came, before, WEEKS)
    assert 0 <= chance_of_week(came + 1, before, WEEKS) <= chance <= 1
    assert chance_of_week(came, before + 1, WEEKS) >= chance - 1e-9


def weekly(draw: random.Random, usual: float) -> int:
    """How many come in a week, by chance alone: Poisson's, drawn by waiting."""
    count, waited = 0, draw.expovariate(usual)
    while waited < 1:
        count, waited = count + 1, waited + draw.expovariate(usual)
    return count


def test_fifty_forged_in_a_week_are_found_and_a_quiet_service_is_left_alone() -> None:
    draw, found, falsely, tried, judged = random.Random(9474), 0, 0, 1500, 0
    for _ in range(tried):
        usual = draw.uniform(1, 20)
        weeks = [weekly(draw, usual) for _ in range(WEEKS + 10)]
        for place in range(WEEKS, len(weeks)):
            before = sum(weeks[place - WEEKS : place])
            judged += before >= FROM
            falsely += before >= FROM and chance_of_week(weeks[place], before, WEEKS) < CHANCE
        before = sum(weeks[-WEEKS - 1 : -1])
        found += before >= FROM and chance_of_week(weeks[-1] + 50, before, WEEKS) < CHANCE
    assert found >= 0.95 * tried
    assert falsely <= judged / 1000


@given(answers, answers)
def test_it_does_not_matter_which_group_is_named_first(one: list[int], other: list[int]) -> None:
    if sum(one) and sum(other):
        assert chance_of_difference(one, other) == pytest.approx(chance_of_difference(other, one))


@given(answers.filter(any))
def test_two_groups_that_answer_alike_differ_by_nothing(counts: list[int]) -> None:
    assert chance_of_difference(counts, counts) == pytest.approx(1)


def test_thirty_who_praise_among_thirty_who_do_not_are_hardly_chance() -> None:
    assert chance_of_difference((6, 8, 8, 5, 3), (0, 0, 0, 2, 28)) < 1e-6
    assert chance_of_difference((6, 8, 8, 5, 3), (5, 7, 9, 5, 4)) > 0.5


def test_two_groups_of_one_thought_differ_in_one_of_a_thousand() -> None:
    draw, flagged, tried = random.Random(4), 0, 4000
    for _ in range(tried):
        groups = [[0] * 5, [0] * 5]
        for group in groups:
            for star in draw.choices(range(5), (5, 5, 15, 35, 40), k=25):
                group[star] += 1
        flagged += chance_of_difference(*groups) < CHANCE
    assert flagged <= 10

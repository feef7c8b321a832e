"""How many signatures set what in motion."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.thresholds.domain import Figures, Threshold
from ratings.thresholds.queries import platform_figures

OURS = platform_figures(date(2027, 10, 4))
SHARES = st.fractions(0, 1, max_denominator=1000)


def tiers() -> Figures:
    """The tiers that ratings-grants-participation.md §4.1 proposes."""
    chosen = {
        "investigation_share": "1/10",
        "investigation_least": "25",
        "investigation_most_share": "1/2",
        "response_share": "1/50",
        "response_least": "10",
    }
    figures = OURS.as_text() | chosen
    del figures["investigation_count"]
    return Figures.from_text(figures)


@pytest.mark.parametrize(
    ("roll", "response", "investigation"),
    [(20, 10, 10), (40, 10, 20), (300, 10, 30), (5_000, 100, 500), (200_000, 4_000, 20_000)],
)
def test_tiers_come_out_as_the_reference_has_them(roll: int, response: int, investigation: int) -> None:
    assert tiers().response_needed(roll) == response
    assert tiers().investigation.needed(roll) == investigation


def test_the_platform_investigates_at_one_in_twenty_or_ten_and_votes_at_one_in_five() -> None:
    assert OURS.ballot.needed(412) == 83  # ⌈82.4⌉
    assert [OURS.investigation.needed(roll) for roll in (20, 41, 199, 412)] == [1, 3, 10, 10]
    assert OURS.investigation.is_reached(10, 412)
    assert not OURS.investigation.is_reached(9, 412)


def test_nobody_speaks_for_an_empty_roll() -> None:
    assert not OURS.investigation.is_reached(0, 0)
    assert not OURS.ballot.is_reached(0, 0)


@given(SHARES, st.integers(1, 100_000), st.data())
def test_a_share_is_reached_exactly_when_it_is_at_least_that_part(
    share: Fraction, roll: int, draw: st.DataObject
) -> None:
    valid = draw.draw(st.integers(0, roll))
    assert Threshold(share=share).is_reached(valid, roll) == (Fraction(valid, roll) >= share)


@given(SHARES, st.integers(0, 50), st.integers(1, 10_000))
def test_a_count_beside_a_share_is_either_of_them(share: Fraction, count: int, roll: int) -> None:
    either = Threshold(share=share, most=count)
    for valid in {0, count - 1, count, count + 1, either.needed(roll), either.needed(roll) - 1} - {-1}:
        assert either.is_reached(valid, roll) == (Fraction(valid, roll) >= share or valid >= count)


def test_figures_are_kept_exactly() -> None:
    for figures in (OURS, tiers()):
        assert Figures.from_text(figures.as_text()) == figures

"""How past assessments are weighed: silence moves nothing, and a better rating never harms."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.track_records.domain import Assessed, Evidence, Rating
from tendering.track_records.rules import looked_at_since, record_of, score_of, weight

TODAY = date(2028, 6, 1)
WORST_FIRST = [Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT, Rating.APPROACHING, Rating.GOOD]


def assessed(*ratings: Rating, value: int = 100_000_000, on: date = date(2027, 12, 1)) -> Assessed:
    return Assessed(
        contract_id=uuid4(), buyer_id=uuid4(), value=Money(value), last=on, assessed_on=on, ratings=list(ratings)
    )


PASTS = st.lists(
    st.builds(
        lambda rating, value, age: assessed(rating, value=value, on=TODAY - timedelta(days=age)),
        st.sampled_from(WORST_FIRST),
        st.integers(1, 10**11),
        st.integers(0, 1000),
    ),
    min_size=1,
    max_size=6,
)


@given(PASTS, st.integers(0, 90))
def test_a_silent_period_does_not_move_the_score(past: Sequence[Assessed], days: int) -> None:
    assert score_of(past, TODAY + timedelta(days=days)) == score_of(past, TODAY)


@given(PASTS, st.integers(0, 5), st.integers(0, 2))
def test_a_better_rating_never_lowers_the_score(past: list[Assessed], index: int, better: int) -> None:
    index %= len(past)
    before = WORST_FIRST.index(past[index].ratings[0])
    risen = [*past]
    rating = WORST_FIRST[min(before + better, 3)]
    risen[index] = assessed(rating, value=past[index].value.pence, on=past[index].assessed_on)
    one, other = score_of(past, TODAY), score_of(risen, TODAY)
    assert one is not None
    assert other is not None
    assert Decimal(0) <= one <= other <= Decimal(100)


def test_who_was_never_rated_has_no_score_rather_than_a_bad_or_a_good_one() -> None:
    for past in ([], [assessed(Rating.OTHER)], [assessed()]):
        assert score_of(past, TODAY) is None
    newcomer = record_of(uuid4(), [], TODAY)
    assert newcomer.evidence is Evidence.NONE


def test_four_times_the_value_counts_twice_and_eighteen_months_halve_it() -> None:
    large, small = assessed(Rating.GOOD, value=400), assessed(Rating.INADEQUATE, value=100)
    assert score_of([large, small], TODAY) == Decimal("66.6667")
    old = assessed(Rating.GOOD, on=TODAY - timedelta(days=548))
    assert float(weight(old, TODAY) / weight(assessed(Rating.GOOD, on=TODAY), TODAY)) == pytest.approx(0.5, abs=1e-3)


def test_a_contract_counts_no_more_for_having_more_indicators_and_others_are_left_out() -> None:
    many = assessed(*[Rating.GOOD] * 9, Rating.OTHER)
    assert score_of([many, assessed(Rating.INADEQUATE)], TODAY) == Decimal(50)
    mixed = assessed(Rating.GOOD, Rating.APPROACHING, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE)
    assert score_of([mixed], TODAY) == Decimal("52.5")


def test_what_is_older_than_three_years_is_not_looked_at() -> None:
    assert looked_at_since(TODAY) == date(2025, 6, 1)

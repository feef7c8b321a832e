"""Which part of the money pays for services to people."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.periods import DatePeriod
from transparency.people_spending.rules import is_for_people, people_spending, rule_on

DAY = date(2026, 3, 2)
DAYS, COUNTS = DatePeriod(date(2025, 3, 3), DAY), rule_on(DAY)
BOUGHT = st.tuples(
    st.integers(0, 10**10),
    st.booleans(),
    st.sampled_from([None, "full", "light_touch"]),
    st.lists(st.sampled_from(["85311000", "45000000", "80000000"]), max_size=2),
)


@pytest.mark.parametrize(
    ("regime", "cpv", "counts"),
    [
        ("light_touch", [], True),
        ("full", ["85311000", "45000000"], True),
        ("full", ["45000000", "85311000"], False),
        ("full", ["80100000"], True),
        ("full", ["75300000"], True),
        ("full", ["75100000"], False),
        (None, [], False),
    ],
)
def test_the_regime_or_the_first_code_says_whom_it_is_for(regime: str | None, cpv: list[str], counts: bool) -> None:
    assert is_for_people(regime, cpv, COUNTS) is counts


@given(st.lists(BOUGHT, max_size=8))
def test_the_three_parts_are_the_whole(bought: list[tuple[int, bool, str | None, list[str]]]) -> None:
    found = people_spending(bought, DAYS, COUNTS)
    assert found.total == sum(pence for pence, *_ in bought)
    assert found.unknown == sum(pence for pence, has_contract, *_ in bought if not has_contract)
    if found.share is not None and found.unknown_share is not None:
        assert 0 <= found.share <= 1 - found.unknown_share


def test_three_quarters_is_three_quarters_and_of_nothing_there_is_no_share() -> None:
    bought = [(7500, True, "light_touch", []), (1500, True, "full", ["45000000"]), (1000, False, None, [])]
    found = people_spending(bought, DAYS, COUNTS)
    assert (found.share, found.unknown_share) == (Fraction(3, 4), Fraction(1, 10))
    assert people_spending([], DAYS, COUNTS).share is None

"""Which groups are strategic suppliers."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.rules import rules
from transparency.concentration.domain import Parts
from transparency.strategic_suppliers.domain import Prime
from transparency.strategic_suppliers.rules import months_up_to, rule_on, strategic

ALPHA, BETA, TOP, COUNCIL, TRUST = (UUID(int=number) for number in range(1, 6))
FIGURE = rule_on(date(2026, 3, 2))
LIMIT = 100_000_000_00


@pytest.mark.parametrize(("pence", "is_tagged"), [(LIMIT, False), (LIMIT + 1, True)])
def test_exactly_the_figure_does_not_exceed_it(pence: int, is_tagged: bool) -> None:
    assert bool(strategic([Prime(COUNCIL, ALPHA, pence)], {}, FIGURE)) is is_tagged


def test_companies_of_one_owner_count_together_and_a_joint_venture_by_shares() -> None:
    paid = [Prime(COUNCIL, ALPHA, 60_000_000_00), Prime(TRUST, BETA, 90_000_000_00)]
    parts: Parts = {ALPHA: {TOP: Fraction(1)}, BETA: {TOP: Fraction(1, 2), TRUST: Fraction(1, 2)}}
    [found] = strategic(paid, parts, FIGURE)
    assert (found.group_id, found.revenue, found.authorities) == (TOP, Fraction(105_000_000_00), 2)
    assert found.members == [ALPHA, BETA]
    assert strategic(paid, {}, FIGURE) == []


@given(st.lists(st.tuples(st.sampled_from([COUNCIL, TRUST]), st.integers(-(10**11), 10**11)), max_size=8))
def test_a_group_is_tagged_by_the_sum_of_its_payments_credits_taken_off(said: list[tuple[UUID, int]]) -> None:
    found = strategic([Prime(buyer, ALPHA, pence) for buyer, pence in said], {}, FIGURE)
    whole = sum(pence for _, pence in said)
    assert [each.revenue for each in found] == ([whole] if whole > LIMIT else [])


def test_the_months_end_with_the_day_and_the_rule_names_its_source() -> None:
    days = months_up_to(date(2026, 3, 2), FIGURE)
    assert (days.first, days.last) == (date(2025, 3, 3), date(2026, 3, 2))
    assert "Civil Society Strategy" in rules()["strategic_supplier"][0].source
    assert rule_on(date(2001, 1, 1)) == rules()["strategic_supplier"][0]

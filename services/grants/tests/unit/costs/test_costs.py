"""No cost is paid for twice, however it is divided between grants and however its reference is spelt."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.costs.domain import Costing, CostLine, Funded
from grants.costs.rules import is_paid_once, overfunded, overfunding
from kernel.errors import Unacceptable
from kernel.money import Money

PENCE = st.integers(min_value=1, max_value=10**7)


def a_line(cost: int = 3_400_000, asked: int = 2_000_000, **changes: Any) -> CostLine:
    """A post for the year from April."""
    facts: dict[str, Any] = {
        "reference": "Post 7",
        "title": "A support worker",
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2028, 3, 31),
    }
    return CostLine(cost=Money(cost), asked=Money(asked), **(facts | changes))


def a_costing(*lines: CostLine, requested: int = 10**9) -> Costing:
    made = Costing(application_id=uuid4(), funder_id=uuid4(), recipient_id=uuid4(), requested=Money(requested))
    made.state(lines)
    return made


def given_for(line: CostLine, pence: int | Fraction) -> Funded:
    [known] = a_costing(line).lines
    return Funded(uuid4(), uuid4(), known, Fraction(pence))


@given(PENCE, st.lists(PENCE, max_size=5), PENCE)
def test_all_grants_together_pay_at_most_the_cost_or_it_is_flagged(cost: int, paid: list[int], asked: int) -> None:
    [line] = a_costing(a_line(cost, min(asked, cost))).lines
    elsewhere = [given_for(a_line(cost, min(each, cost)), each) for each in paid]
    much = overfunding(line, Fraction(line.asked.pence), elsewhere).pence
    assert much == (max(0, line.asked.pence + sum(paid) - cost) if paid else 0)


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
def test_only_days_in_common_make_it_the_same_cost(first: int, lasts: int, other: int, other_lasts: int) -> None:
    def days(begin: int, length: int) -> dict[str, Any]:
        return {"starts_on": date.fromordinal(740_000 + begin), "ends_on": date.fromordinal(740_000 + begin + length)}

    [line] = a_costing(a_line(**days(first, lasts))).lines
    shared = {*range(first, first + lasts + 1)} & {*range(other, other + other_lasts + 1)}
    elsewhere = [given_for(a_line(**days(other, other_lasts)), 3_400_000)]
    assert bool(overfunding(line, Fraction(2_000_000), elsewhere).pence) == bool(shared)


@pytest.mark.parametrize(
    ("reference", "pence"), [("POST 7", 100_000), ("Post 7.", 100_000), ("Post  7", 100_000), ("Post 8", 0)]
)
def test_a_reference_is_the_same_however_it_is_spelt(reference: str, pence: int) -> None:
    [line] = a_costing(a_line()).lines
    elsewhere = [given_for(a_line(reference=reference), 1_500_000)]
    assert overfunding(line, Fraction(2_000_000), elsewhere).pence == pence


def test_where_funders_were_told_different_costs_the_least_of_them_counts() -> None:
    [line] = a_costing(a_line(cost=4_000_000)).lines
    assert overfunding(line, Fraction(2_000_000), [given_for(a_line(), 1_500_000)]) == Money(100_000)


@pytest.mark.parametrize(("award", "much"), [(3_000_000, {1: Money(50_000)}), (2_850_000, {})])
def test_a_smaller_award_pays_less_of_each_line(award: int, much: dict[int, Money]) -> None:
    made = a_costing(a_line(asked=2_000_000), a_line(reference="Rent", asked=2_000_000), requested=4_000_000)
    elsewhere = [given_for(a_line(), 1_950_000)]
    assert overfunded(made, Money(award), elsewhere) == much


@pytest.mark.parametrize(("is_adopted", "blocks"), [(True, True), (False, False)])
def test_a_second_payment_stops_only_a_funder_that_adopted_the_rule(is_adopted: bool, blocks: bool) -> None:
    made = a_costing(a_line(), requested=2_000_000)
    decision = is_paid_once(made, Money(2_000_000), [given_for(a_line(), 1_500_000)], is_adopted=is_adopted, now=NOW)
    assert (decision.outcome, decision.blocks) == (False, blocks)
    assert decision.reasons == ("A support worker: £1000.00 more than it costs.",)


def test_costs_that_nobody_stated_are_unknown_and_stop_nothing() -> None:
    decision = is_paid_once(None, Money(1), [], is_adopted=True, now=NOW)
    assert (decision.outcome, decision.blocks) == (None, False)


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ([{"cost": 1, "asked": 2}], "/lines/0/asked"),
        ([{}, {"reference": "post 7"}], "/lines/1/reference"),
        ([{}, {"reference": "Rent", "ends_on": date(2027, 3, 31)}], "/lines/1/ends_on"),
        ([{"cost": 10**10, "asked": 10**9 + 1}], "/lines"),
    ],
)
def test_lines_that_cannot_be_meant_are_refused_where_they_stand(lines: list[dict[str, Any]], path: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        a_costing(*(a_line(**line) for line in lines))
    assert refused.value.path == path

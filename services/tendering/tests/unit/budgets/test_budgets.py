"""Individual budgets: never overspent in whatever order, and every penny is in the statement."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.budgets.domain import Approved, Budget, Statement
from tendering.budgets.rules import must_be_a_quarters_last_day, must_be_enough

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TODAY = NOW.date()
ONE, OTHER = uuid4(), uuid4()
pence = st.integers(1, 3000)


def a_budget(amount: int = 5000, **changes: Any) -> Budget:
    """Of this month and the next eleven; its holder has chosen one provider."""
    facts: dict[str, Any] = {
        "buyer_id": uuid4(),
        "holder_id": uuid4(),
        "cpv": "85312000-9",
        "amount": Money(amount),
        "starts_on": date(2026, 11, 1),
        "ends_on": date(2027, 10, 31),
        "providers": [ONE, OTHER],
        "opened_at": NOW,
    }
    budget = Budget(**(facts | changes))
    budget.choose(ONE, now=NOW)
    return budget


def spends(budget: Budget, amount: int, provider: UUID = ONE) -> bool:
    """Whether it was taken."""
    try:
        budget.spend(provider, Money(amount), TODAY, now=NOW)
    except RuleBroken:
        return False
    return True


@given(amount=st.integers(0, 10_000), asked=st.lists(pence, max_size=20), random=st.randoms(use_true_random=False))
def test_in_no_order_is_more_spent_than_there_is_and_nothing_that_fits_is_refused(
    amount: int, asked: list[int], random: Any
) -> None:
    budget = a_budget(amount)
    random.shuffle(asked)
    for each in asked:
        left = budget.left
        assert spends(budget, each) is (Money(each) <= left)
        assert budget.spent <= budget.amount
    assert budget.spent + budget.left == budget.amount


@given(asked=st.lists(st.lists(st.tuples(pence, st.booleans()), max_size=8), min_size=1, max_size=4))
def test_a_statement_adds_up_by_the_penny_whoever_was_paid(asked: list[list[tuple[int, bool]]]) -> None:
    budgets, taken = [a_budget() for _ in asked], 0
    for budget, wanted in zip(budgets, asked, strict=True):
        budget.choose(OTHER, now=NOW)
        taken += sum(amount for amount, first in wanted if spends(budget, amount, ONE if first else OTHER))
    statement = Statement(uuid4(), budgets)
    assert statement.spent == Money(taken)
    assert statement.amount == Money(5000 * len(budgets))
    assert statement.spent + statement.left == statement.amount


def test_the_last_penny_is_spent_and_the_next_is_not() -> None:
    budget = a_budget(100)
    assert spends(budget, 99)
    with pytest.raises(RuleBroken, match=r"Only £0\.01 .* not £0\.02"):
        budget.spend(ONE, Money(2), TODAY, now=NOW)
    assert spends(budget, 1)
    assert budget.left == Money(0)


def test_a_holder_changes_the_provider_and_who_was_never_chosen_is_not_paid() -> None:
    budget = a_budget()
    assert not spends(budget, 1, OTHER)
    budget.choose(OTHER, now=NOW)
    assert budget.chosen == OTHER
    assert spends(budget, 1, OTHER)
    assert spends(budget, 1, ONE)  # its last invoice comes after the change
    with pytest.raises(RuleBroken, match="already"):
        budget.choose(OTHER, now=NOW)
    with pytest.raises(RuleBroken, match="ended"):
        budget.choose(ONE, now=NOW + timedelta(days=365))


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2027, 11, 1), TODAY + timedelta(days=1)])
def test_only_days_of_the_budget_that_have_come_are_paid(day: date) -> None:
    with pytest.raises(Unacceptable):
        a_budget().spend(ONE, Money(1), day, now=NOW)


def test_nothing_is_no_payment() -> None:
    with pytest.raises(Unacceptable):
        a_budget().spend(ONE, Money(0), TODAY, now=NOW)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"market_id": ONE, "providers": [ONE]},
        {"framework_id": ONE},
        {"lot_id": ONE, "market_id": ONE},
        {"framework_id": ONE, "lot_id": ONE, "market_id": ONE},
    ],
)
def test_who_is_approved_is_said_in_one_way(said: dict[str, Any]) -> None:
    with pytest.raises(Unacceptable):
        Approved(**said)


@pytest.mark.parametrize("until", [date(2026, 9, 29), date(2026, 10, 31), date(2026, 12, 31)])
def test_totals_are_of_quarters_that_are_over(until: date) -> None:
    must_be_a_quarters_last_day(date(2026, 9, 30), now=NOW)
    with pytest.raises(Unacceptable):
        must_be_a_quarters_last_day(until, now=NOW)


def test_a_handful_of_holders_is_not_told_of() -> None:
    must_be_enough(5, now=NOW)
    with pytest.raises(RuleBroken, match="5 holders"):
        must_be_enough(4, now=NOW)

"""How gain and pain are shared: properties first, then the scenario's own figures."""

from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money, SignedMoney
from tendering.gain_share.domain import Formula
from tendering.gain_share.rules import gate_share, passes, provider_pool, split
from tendering.performance.domain import Rating

VALUES = {"org-a": 172_000_000, "org-e": 144_000_000, "org-b": 88_000_000}


def a_formula(**changes: Any) -> Formula:
    figures: dict[str, Any] = {
        "target_cost": Money.parse("808000.00"),
        "kpi_gate": Decimal("0.75"),
        "provider_share": Decimal("0.50"),
        "pain_share": Decimal(0),
    }
    return Formula(**(figures | changes))


@given(st.integers(-(10**10), 10**10), st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_the_shares_are_the_pool_to_the_penny_and_nobody_is_a_penny_from_its_part(pool: int, values: list[int]) -> None:
    weights = {f"org-{n}": value for n, value in enumerate(values)}
    amounts = [each.amount.pence for each in split(SignedMoney(pool), weights) if each.amount is not None]
    assert sum(amounts) == pool
    for amount, value in zip(amounts, values, strict=True):
        assert abs(amount * sum(values) - pool * value) < sum(values)


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_who_saves_more_never_shares_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    formula = a_formula(pain_share=Decimal("0.5"))
    pools = [provider_pool(formula, Money(cost), gate_passed=True).pence for cost in (low, high)]
    assert pools[0] >= pools[1]


def test_the_scenarios_own_gain_is_shared_by_largest_remainder() -> None:
    pool = provider_pool(a_formula(), Money.parse("782000.00"), gate_passed=True)
    shares = {each.reference: str(each.amount) for each in split(pool, VALUES)}
    assert str(pool) == "13000.00"
    assert shares == {"org-a": "5534.66", "org-e": "4633.66", "org-b": "2831.68"}


def test_of_equal_remainders_the_lowest_reference_gains_the_penny() -> None:
    alike = dict.fromkeys(("zeta", "alpha", "mid"), 100)
    amounts = {each.reference: each.amount and each.amount.pence for each in split(SignedMoney(4), alike)}
    assert amounts == {"zeta": 1, "alpha": 2, "mid": 1}


def test_nobody_shares_by_contracts_that_are_worth_nothing() -> None:
    assert [each.amount for each in split(SignedMoney(400), {"a": 0, "b": 0})] == [None, None]


def test_a_gate_is_passed_at_its_share_exactly_and_never_without_indicators() -> None:
    gate = [UUID(int=number) for number in range(4)]
    ratings = dict(zip(gate, (Rating.GOOD, Rating.APPROACHING, Rating.GOOD), strict=False))
    formula = a_formula()
    assert passes(formula, gate_share(gate, ratings))
    assert not passes(formula, gate_share(gate, ratings | {gate[0]: Rating.REQUIRES_IMPROVEMENT}))
    assert not passes(a_formula(kpi_gate=Decimal(0)), gate_share([], {}))


def test_gain_waits_for_the_gate_and_pain_does_not() -> None:
    formula = a_formula(pain_share=Decimal("0.25"))
    assert provider_pool(formula, Money.parse("782000.00"), gate_passed=False) == SignedMoney(0)
    assert str(provider_pool(formula, Money.parse("810000.00"), gate_passed=False)) == "-500.00"
    assert str(provider_pool(a_formula(), Money.parse("810000.00"), gate_passed=True)) == "0.00"


@given(st.integers(-(10**10), 10**10), st.lists(st.integers(1, 50), min_size=2, max_size=6))
def test_agreed_shares_divide_the_pool_to_the_penny_too(pool: int, parts: list[int]) -> None:
    weights: dict[str, Fraction | int] = {f"org-{n}": Fraction(part, sum(parts)) for n, part in enumerate(parts)}
    amounts = [each.amount.pence for each in split(SignedMoney(pool), weights) if each.amount is not None]
    assert sum(amounts) == pool
    for amount, part in zip(amounts, parts, strict=True):
        assert abs(amount * sum(parts) - pool * part) < sum(parts)

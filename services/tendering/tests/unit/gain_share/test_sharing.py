"""How gain and pain are shared: properties first, then the scenario's own figures."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money, SignedMoney
from tendering.gain_share.domain import Formula, Partner, Share
from tendering.gain_share.rules import gate_share, passes, provider_pool
from tendering.gain_share.rules import split as divided
from tendering.track_records.domain import Rating

VALUES: dict[str, Fraction | int] = {"org-a": 172_000_000, "org-e": 144_000_000, "org-b": 88_000_000}


def split(pool: SignedMoney, weights: Mapping[str, Fraction | int], limit: Money | None = None) -> tuple[Share, ...]:
    """What each gets; with these weights and one limit for all nothing is left over unless all are at it."""
    partners = [Partner(reference=name, weight=weight, limit=limit) for name, weight in weights.items()]
    shares, unshared = divided(pool, partners)
    amounts = [each.amount.pence for each in shares if each.amount is not None]
    assert sum(amounts) + unshared.pence == pool.pence
    if limit is None and amounts:
        assert unshared.pence == 0
    return shares


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
    weights: dict[str, Fraction | int] = {f"org-{n}": value for n, value in enumerate(values)}
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
    alike: dict[str, Fraction | int] = dict.fromkeys(("zeta", "alpha", "mid"), 100)
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


@given(
    st.integers(-(10**7), 10**7),
    st.lists(st.tuples(st.integers(1, 50), st.none() | st.integers(0, 10**7)), min_size=1, max_size=6),
)
def test_nobody_gains_or_bears_more_than_its_limit_and_the_others_take_what_is_beyond(
    pool: int, parties: list[tuple[int, int | None]]
) -> None:
    partners = [
        Partner(reference=f"org-{n}", weight=weight, limit=None if limit is None else Money(limit))
        for n, (weight, limit) in enumerate(parties)
    ]
    shares, unshared = divided(SignedMoney(pool), partners)
    amounts = [each.amount.pence for each in shares if each.amount is not None]
    assert sum(amounts) + unshared.pence == pool
    for amount, (_, limit) in zip(amounts, parties, strict=True):
        assert amount * pool >= 0
        assert limit is None or abs(amount) <= limit
    if unshared.pence:
        assert [abs(amount) for amount in amounts] == [limit for _, limit in parties]


def test_what_is_beyond_one_limit_goes_to_the_others_by_their_weights() -> None:
    partners = [
        Partner(reference="a", weight=2, limit=Money(100)),
        Partner(reference="b", weight=1),
        Partner(reference="c", weight=1),
    ]
    shares, unshared = divided(SignedMoney(400), partners)
    assert [each.amount and each.amount.pence for each in shares] == [100, 150, 150]
    assert unshared == SignedMoney(0)

"""Packages: their conditions have an order, and their figures add up."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, term

from grants.agreements.domain import Instrument
from grants.packages.domain import AssetPart, Condition, GrantPart, InvestmentPart, Package, must_have_an_order
from grants.packages.rules import decisions_on
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import ZERO, Money
from rulebook.decisions import Basis

NAMES = ["a", "b", "c", "d", "e"]
EDGES = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))


def an_asset(**changes: Any) -> AssetPart:
    facts: dict[str, Any] = {
        "title": "11 Mill Lane",
        "valuation": Money.parse("300000.00"),
        "valued_on": date(2026, 3, 1),
        "valuer": "Northbridge Surveyors",
        "price": Money.parse("100000.00"),
        "lock": "It is let to people who were homeless.",
        "reverter": "It comes back.",
        "consent": None,
    }
    return AssetPart(**(facts | changes))


def a_grant_part(pence: int, instrument: Instrument = Instrument.OUTRIGHT, concession: int = 0) -> GrantPart:
    return GrantPart(
        application_id=uuid4(), amount=Money(pence), instrument=instrument, concession=Money(concession), **term()
    )


def an_investment_part(pence: int) -> InvestmentPart:
    return InvestmentPart(
        title="Homes",
        investor="A fund",
        private_equity_flag=False,
        private_equity_source="Its own statement",
        capital=Money(pence),
        term_years=Decimal(5),
        return_cap_per_year=None,
    )


def a_package(**parts: Any) -> Package:
    """Of one asset, unless it says otherwise."""
    facts: dict[str, Any] = {"cover_base": None, "cover_stress": None, "assets": [an_asset()]}
    return Package(funder_id=uuid4(), recipient_id=uuid4(), title="Homes", proposed_at=NOW, **(facts | parts))


def conditions(edges: set[tuple[str, str]]) -> list[Condition]:
    return [Condition(name=name, after=sorted(first for first, then in edges if then == name)) for name in NAMES]


@given(EDGES, st.permutations(NAMES))
def test_conditions_that_follow_some_order_are_met_in_it_and_in_no_circle(
    edges: set[tuple[str, str]], order: list[str]
) -> None:
    forward = {(one, two) for one, two in edges if order.index(one) < order.index(two)}
    package = a_package(conditions=conditions(forward))
    for name in order:
        with pytest.raises(RuleBroken):
            package.close(now=NOW)
        package.meet(name, "A letter.", now=NOW)
    package.close(now=NOW)
    assert package.assets[0].transferred_on == NOW.date()
    if forward:
        one, two = min(forward)
        with pytest.raises(Unacceptable):
            must_have_an_order(conditions({*forward, (two, one)}))


def test_a_condition_waits_for_those_before_it_and_is_met_once() -> None:
    package = a_package(conditions=conditions({("a", "b")}))
    with pytest.raises(RuleBroken, match="First must be met: a"):
        package.meet("b", "A letter.", now=NOW)
    package.meet("A", "A letter.", now=NOW)
    with pytest.raises(RuleBroken):
        package.meet("a", "A letter.", now=NOW)
    with pytest.raises(NotFound):
        package.meet("x", "A letter.", now=NOW)


@pytest.mark.parametrize(
    "named",
    [{"a": ["x"]}, {"a": [], "A": []}, {"a": ["a"]}],
)
def test_conditions_that_could_never_be_met_are_refused(named: dict[str, list[str]]) -> None:
    with pytest.raises(Unacceptable):
        a_package(conditions=[Condition(name=name, after=after) for name, after in named.items()])


def test_a_package_of_nothing_is_none() -> None:
    with pytest.raises(Unacceptable):
        a_package(assets=[])


def test_four_pounds_are_invested_for_each_that_is_granted() -> None:
    package = a_package(grants=[a_grant_part(1_000_000_00)], investments=[an_investment_part(4_000_000_00)], assets=[])
    assert (package.leverage, package.subsidy_share) == (Fraction(4), Fraction(1, 5))


def test_of_what_is_repaid_only_the_concession_is_a_subsidy() -> None:
    lent = a_grant_part(50_000_00, Instrument.REPAYABLE, 5_000_00)
    package = a_package(grants=[lent], assets=[an_asset()])
    assert package.subsidy_share == Fraction(205_000, 350_000)
    assert an_asset(price=Money.parse("300000.01")).discount == ZERO


def test_a_valuation_lasts_a_year_to_the_day() -> None:
    for closes, blocks in ((datetime(2027, 3, 1, tzinfo=UTC), False), (datetime(2027, 3, 2, tzinfo=UTC), True)):
        found = {each.rule: each for each in decisions_on(a_package(), now=closes)}
        assert found["packages.valuation"].blocks is blocks


def test_a_large_undervalue_needs_a_consent_by_law() -> None:
    for changes, blocks in (
        ({"valuation": Money.parse("2100000.00")}, False),
        ({"valuation": Money.parse("2100000.01")}, True),
        ({"valuation": Money.parse("2100000.01"), "consent": "Secretary of State, 1 May"}, False),
    ):
        found = {each.rule: each for each in decisions_on(a_package(assets=[an_asset(**changes)]), now=NOW)}
        assert (found["asset_transfer"].basis, found["asset_transfer"].blocks) == (Basis.LAW, blocks)


@pytest.mark.parametrize(
    ("base", "stress", "outcome"),
    [("1.1", "1", True), ("1.0999", "1", False), ("1.1", "0.9999", False), ("1.1", None, None)],
)
def test_a_cover_that_is_short_is_flagged(base: str, stress: str | None, outcome: bool | None) -> None:
    package = a_package(cover_base=Decimal(base), cover_stress=stress and Decimal(stress))
    [*_, cover] = decisions_on(package, now=NOW)
    assert (cover.rule, cover.outcome, cover.blocks) == ("packages.cover", outcome, False)

"""Whose book is open, and how deep."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.book_tiers.domain import Risk, Signed, Standing, StatedRisk, Trigger
from tendering.book_tiers.rules import depth_on, may_open, tier_of, trigger

ON = date(2027, 4, 1)
LIMIT = Money.parse("250000.00")
values = st.integers(0, 10**11).map(Money)


def signed(value: str, months: int = 0, cpv: tuple[str, ...] = ("85311000",)) -> Signed:
    return Signed(id=uuid4(), value=Money.parse(value), signed_on=ON + timedelta(days=30 * months), cpv=cpv)


@pytest.mark.parametrize(("value", "is_open"), [("250000.00", False), ("250000.01", True)])
def test_a_contract_is_open_strictly_above_the_threshold(value: str, is_open: bool) -> None:
    assert trigger(signed(value), [], threshold=LIMIT).is_open is is_open


def test_three_of_ninety_thousand_to_one_group_open_each_others_books() -> None:
    three = [signed("90000.00", months) for months in (0, 8, 20)]
    for each in three:
        found = trigger(each, three, threshold=LIMIT)
        assert (found.by_value, found.by_aggregate, str(found.aggregate)) == (False, True, "270000.00")


def test_what_is_years_apart_or_another_service_is_not_added() -> None:
    far = [signed("90000.00", months) for months in (0, 8, 26)]
    assert not trigger(far[0], far, threshold=LIMIT).is_open
    other = [signed("90000.00"), signed("90000.00"), signed("90000.00", cpv=("45000000",))]
    assert not trigger(other[0], other, threshold=LIMIT).is_open
    unknown = [signed("90000.00"), signed("90000.00"), signed("90000.00", cpv=())]
    assert trigger(unknown[0], unknown, threshold=LIMIT).is_open


@given(st.integers(0, 60), st.booleans())
def test_only_contracts_that_count_together_open_each_others_books(months: int, alike: bool) -> None:
    one, other = signed("200000.00"), signed("200000.00", months, ("85311000",) if alike else ("45000000",))
    opened = trigger(one, [other], threshold=LIMIT).is_open
    assert may_open(one, other) is may_open(other, one) is opened


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=8))
def test_splitting_a_contract_never_closes_its_book(pieces: list[int]) -> None:
    whole = Signed(id=UUID(int=1), value=Money(sum(pieces)), signed_on=ON, cpv=["85311000"])
    parts = [Signed(id=uuid4(), value=Money(pence), signed_on=ON, cpv=["85311000"]) for pence in pieces]
    open_as_one = trigger(whole, [], threshold=LIMIT).is_open
    assert {trigger(each, parts, threshold=LIMIT).is_open for each in parts} == {open_as_one}


@pytest.mark.parametrize(
    ("value", "risk", "tier"),
    [
        ("1000000.00", Risk.LOW, 1),
        ("1000000.00", Risk.MEDIUM, 1),
        ("1000000.00", Risk.HIGH, 2),
        ("1000000.01", Risk.LOW, 1),
        ("1000000.01", Risk.MEDIUM, 2),
        ("10000000.00", Risk.HIGH, 3),
        ("10000000.01", Risk.LOW, 2),
        ("10000000.01", Risk.HIGH, 4),
        ("10000000.01", None, 3),
    ],
)
def test_value_and_risk_give_the_tier(value: str, risk: Risk | None, tier: int) -> None:
    assert tier_of(Money.parse(value), risk, signed_on=ON) == tier


@given(values, values, st.sampled_from(Risk))
def test_more_money_is_never_in_a_shallower_tier(one: Money, other: Money, risk: Risk) -> None:
    less, more = sorted((one, other))
    assert tier_of(less, risk, signed_on=ON) <= tier_of(more, risk, signed_on=ON)


@given(values)
def test_more_risk_is_never_in_a_shallower_tier(value: Money) -> None:
    low, medium, high = (tier_of(value, risk, signed_on=ON) for risk in Risk)
    assert low <= medium <= high


def standing(value: str, *risks: StatedRisk) -> Standing:
    pounds = Money.parse(value)
    why = Trigger(threshold=LIMIT, value=pounds, aggregate=pounds)
    return Standing(contract_id=uuid4(), signed_on=ON, trigger=why, risks=risks)


def said(risk: Risk, day: int) -> StatedRisk:
    return StatedRisk(contract_id=uuid4(), risk=risk, because="So.", stated_at=datetime(2027, 6, day, 9, tzinfo=UTC))


def test_a_closed_book_has_no_depth_and_each_tier_asks_for_more() -> None:
    assert depth_on(standing("250000.00"), ON) is None
    asked = []
    for value, risk in (("300000.00", "low"), ("300000.00", "high"), ("2000000.00", "high"), ("20000000.00", "high")):
        found = depth_on(standing(value, said(Risk(risk), 1)), date(2027, 7, 1))
        assert found is not None
        asked.append((found.tier, found.by_quarter, found.by_posting, found.verified))
    assert asked == [
        (1, False, False, False), (2, True, False, False), (3, True, True, False), (4, True, True, True),
    ]  # fmt: skip


def test_a_risk_binds_the_quarters_that_begin_after_it_was_stated() -> None:
    book = standing("2000000.00", said(Risk.HIGH, 10), said(Risk.LOW, 20))
    found = [depth_on(book, date(2027, 6, day)) for day in (9, 10, 20)]
    assert [each and each.tier for each in found] == [2, 3, 1]

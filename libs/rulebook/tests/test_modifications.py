"""The cumulative tests of a modification: properties first, then the edges that the law draws."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money, SignedMoney
from rulebook.modifications import Change, Ground, Route, limits_of, may_modify, needs_no_notice

ON, NOW = date(2026, 8, 17), datetime(2027, 6, 1, 9, tzinfo=UTC)
pence = st.integers(-(10**9), 10**9)


def a_change(change: str = "380000.00", **changes: Any) -> Change:
    facts: dict[str, Any] = {
        "is_light_touch": False,
        "is_works": False,
        "contract_value": Money.parse("4040000.00"),
        "value_change": SignedMoney.parse(change),
        "term_share": Fraction(0),
        "material_scope_change": False,
    }
    return Change(**(facts | changes))


@given(st.lists(pence, min_size=1, max_size=6))
def test_a_change_cut_into_pieces_is_judged_as_the_whole(pieces: list[int]) -> None:
    whole = a_change(value_change=SignedMoney(sum(pieces)))
    *earlier, last = map(SignedMoney, pieces)
    assert limits_of(a_change(value_change=last, earlier_value_changes=earlier), on=ON) == limits_of(whole, on=ON)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from([1, -1]))
def test_a_larger_change_is_never_easier(one: int, other: int, sign: int) -> None:
    small, large = (limits_of(a_change(value_change=SignedMoney(sign * each)), on=ON) for each in sorted((one, other)))
    assert small.within_value or not large.within_value
    assert large.notice_required or not small.notice_required


@pytest.mark.parametrize(
    ("value", "share", "works", "within"),
    [
        ("404000.00", "0.1", False, True),
        ("404000.01", "0.1", False, False),
        ("-404000.01", "0.1", False, False),
        ("606000.00", "0.1", True, True),
        ("606000.01", "0.1", True, False),
        ("0.00", "0.1001", False, None),
    ],
)
def test_exactly_a_tenth_passes_and_a_penny_more_does_not(
    value: str, share: str, works: bool, within: bool | None
) -> None:
    found = limits_of(a_change(value, is_works=works, term_share=Fraction(share)), on=ON)
    assert (found.within_value if within is not None else found.within_term) is bool(within)
    assert found.notice_required is not bool(within)
    assert found.route is (Route.BELOW_THRESHOLD if within else Route.NEEDS_OTHER_GROUND)


def test_a_material_change_of_scope_needs_another_ground_however_small() -> None:
    found = limits_of(a_change("1.00", material_scope_change=True), on=ON)
    assert (found.route, found.notice_required) == (Route.NEEDS_OTHER_GROUND, False)


def test_light_touch_is_free_and_tests_are_shown_all_the_same() -> None:
    found = limits_of(a_change("1000000.00", is_light_touch=True, term_share=Fraction(1)), on=ON)
    assert (found.route, found.within_value, found.notice_required) == (Route.LIGHT_TOUCH_FREE, False, False)


def test_a_share_that_cannot_be_said_is_within_nothing() -> None:
    found = limits_of(a_change(contract_value=Money(0), term_share=None), on=ON)
    assert (found.value_share, found.within_value, found.within_term) == (None, None, None)
    assert (found.route, found.notice_required) == (Route.NEEDS_OTHER_GROUND, True)


@pytest.mark.parametrize(
    ("ground", "change", "lawful"),
    [
        (Ground.LIGHT_TOUCH, a_change(), False),
        (Ground.LIGHT_TOUCH, a_change(is_light_touch=True), True),
        (Ground.BELOW_THRESHOLD, a_change(), True),
        (Ground.BELOW_THRESHOLD, a_change("404000.01"), False),
        (Ground.NOT_SUBSTANTIAL, a_change("900000.00"), True),
        (Ground.NOT_SUBSTANTIAL, a_change(shifts_balance=True), False),
        (Ground.NOT_SUBSTANTIAL, a_change(term_share=Fraction(1, 9)), False),
        (Ground.UNFORESEEABLE, a_change("2020000.00"), True),
        (Ground.UNFORESEEABLE, a_change("2020000.01"), False),
        (Ground.PROVIDED_FOR, a_change("9000000.00", provided_for=True), True),
        (Ground.PROVIDED_FOR, a_change("1.00"), False),
        (Ground.URGENCY, a_change("9000000.00"), True),
    ],
)
def test_each_ground_carries_what_the_law_lets_it(ground: Ground, change: Change, lawful: bool) -> None:
    decision = may_modify(change, ground, on=ON, now=NOW)
    assert (decision.outcome, decision.blocks) == (lawful, not lawful)


def test_limits_hold_where_no_threshold_is_known_yet() -> None:
    found = limits_of(a_change(), on=date(2031, 1, 1))
    assert (found.aggregate_under_threshold, found.route) == (None, Route.BELOW_THRESHOLD)


def test_the_notice_comes_first_only_where_a_test_fails() -> None:
    assert needs_no_notice(a_change(), on=ON, now=NOW).outcome
    assert needs_no_notice(a_change("404000.01"), on=ON, now=NOW).blocks

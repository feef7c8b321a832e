"""What signs are worth: a kind counts once, for its months, and one more is never worth less."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import AFTERWARDS

from kernel.errors import RuleBroken, Unacceptable
from tendering.distress.domain import RECORDED, DistressSign, Seen, Sign
from tendering.distress.rules import Count, points_of

TODAY = date(2027, 3, 31)
COUNT = Count.as_of(TODAY)
SIGNS = st.builds(
    Seen,
    sign=st.sampled_from(Sign),
    organisation_id=st.integers(1, 3).map(lambda number: UUID(int=number)),
    on=st.dates(date(2024, 1, 1), TODAY),
    source=st.just("a register"),
)


def seen(sign: Sign, on: date = TODAY) -> Seen:
    return Seen(sign=sign, organisation_id=UUID(int=1), on=on, source="a register")


def recorded(sign: Sign = Sign.LATE_ACCOUNTS) -> DistressSign:
    return DistressSign(
        organisation_id=UUID(int=1),
        sign=sign,
        occurred_on=TODAY,
        source="Companies House",
        recorded_by=UUID(int=2),
        recorded_at=AFTERWARDS,
    )


@given(st.lists(SIGNS, max_size=20), SIGNS)
def test_one_more_sign_is_never_worth_less(signs: list[Seen], more: Seen) -> None:
    assert points_of([*signs, more], COUNT) >= points_of(signs, COUNT)


@given(st.lists(SIGNS, max_size=20))
def test_neither_order_nor_repetition_matters(signs: list[Seen]) -> None:
    again = [*reversed(signs), *signs]
    assert points_of(again, COUNT) == points_of(signs, COUNT)


@pytest.mark.parametrize(
    ("sign", "points"),
    [
        (Sign.LATE_ACCOUNTS, 1),
        (Sign.COURT_JUDGMENT, 1),
        (Sign.EXTRACTIVE_INDEX, 1),
        (Sign.BREACH, 1),
        (Sign.MISSED_PAYMENTS, 2),
        (Sign.DEFAULT, 2),
        (Sign.INSOLVENCY_NOTICE, 5),
    ],
)
def test_each_kind_has_its_points(sign: Sign, points: int) -> None:
    assert points_of([seen(sign), seen(sign)], COUNT) == points


def test_a_sign_counts_for_two_years() -> None:
    first = date(2025, 4, 1)
    assert points_of([seen(Sign.BREACH, first)], COUNT) == 1
    assert points_of([seen(Sign.BREACH, first - timedelta(days=1))], COUNT) == 0
    assert points_of([seen(Sign.BREACH, TODAY + timedelta(days=1))], COUNT) == 0


@pytest.mark.parametrize("sign", sorted(set(Sign) - RECORDED))
def test_what_the_platform_sees_by_itself_nobody_records(sign: Sign) -> None:
    with pytest.raises(Unacceptable, match="by itself"):
        recorded(sign)


def test_a_sign_that_was_withdrawn_takes_no_reply() -> None:
    sign = recorded()
    sign.answer("They were filed in May.")
    sign.withdraw("They were filed in May.", now=AFTERWARDS)
    with pytest.raises(RuleBroken, match="withdrawn already"):
        sign.answer("Again.")
    with pytest.raises(RuleBroken, match="withdrawn already"):
        sign.withdraw("Again.", now=AFTERWARDS)
    assert (sign.reply, sign.version) == ("They were filed in May.", 3)

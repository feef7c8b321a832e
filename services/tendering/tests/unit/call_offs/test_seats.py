"""Who is on a framework, who may be asked, and what a call-off inherits."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.tendering.tests.builders import DEADLINE, NOW, a_notice, a_published_notice, terms
from services.tendering.tests.unit.allocations.test_allocation import line

from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import Money
from tendering.allocations.rules import seats_in
from tendering.call_offs.domain import Seat, Wanted, able, inherited, place_under
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.notices.domain import Notice
from tendering.obligations.domain import Procedure
from tendering.terms.domain import CallOff, Framework, LotLimit

TODAY = date(2027, 6, 1)


def a_seat(rank: int = 1, **changes: Any) -> Seat:
    facts: dict[str, Any] = {
        "supplier_id": UUID(int=rank),
        "award_id": uuid4(),
        "rank": rank,
        "price": Money(100 * rank),
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2031, 3, 31),
    }
    return Seat(**facts | changes)


def a_framework(call_off: CallOff = CallOff.EITHER, maximum: int = 3, **changes: Any) -> Notice:
    return a_published_notice(framework=Framework(call_off=call_off, maximum_suppliers=maximum, **changes))


def wanted(framework: Notice, **changes: Any) -> Wanted:
    facts: dict[str, Any] = {
        "lot_id": framework.lots[0].id,
        "title": "Outreach",
        "description": "Two teams.",
        "value": Money.parse("60000.00"),
        "starts_on": date(2027, 7, 1),
        "ends_on": date(2028, 6, 30),
        "closes_at": DEADLINE,
    }
    return Wanted(**facts | changes)


totals = some.lists(some.integers(0, 100), max_size=8)


@given(totals=totals, maximum=some.integers(1, 8), bar=some.integers(0, 100))
def test_seats_go_by_score_to_all_above_the_bar_up_to_the_declared_number(
    totals: list[int], maximum: int, bar: int
) -> None:
    table = [line(0, bidder, total) for bidder, total in enumerate(sorted(totals, reverse=True))]
    agreed = Framework(call_off=CallOff.EITHER, maximum_suppliers=maximum, minimum_points=bar)
    seated = seats_in(table, agreed)
    assert list(seated) == table[: len(seated)]
    assert len(seated) == min(maximum, sum(total >= bar for total in totals))


@given(
    ranks=some.lists(some.integers(1, 9), unique=True),
    barred=some.sets(some.integers(1, 9)),
    over=some.sets(some.integers(1, 9)),
)
def test_nobody_outside_and_nobody_excluded_or_expired_is_asked(
    ranks: list[int], barred: set[int], over: set[int]
) -> None:
    seats = [a_seat(rank, ends_on=TODAY - timedelta(days=1)) if rank in over else a_seat(rank) for rank in ranks]
    expected = sorted(set(ranks) - barred - over)
    if not expected:
        with pytest.raises(RuleBroken):
            able(seats, {UUID(int=each) for each in barred}, on=TODAY)
        return
    found = able(seats, {UUID(int=each) for each in barred}, on=TODAY)
    assert [seat.rank for seat in found] == expected


def test_a_framework_binds_on_its_first_and_its_last_day_and_on_no_other() -> None:
    seat = a_seat()
    days = [date(2027, 3, 31), date(2027, 4, 1), date(2031, 3, 31), date(2031, 4, 1)]
    assert [seat.runs(day) for day in days] == [False, True, True, False]


def test_why_nobody_is_left_is_said() -> None:
    with pytest.raises(RuleBroken, match="expired"):
        able([a_seat()], [], on=date(2031, 4, 1))
    with pytest.raises(RuleBroken, match="excluded"):
        able([a_seat()], [UUID(int=1)], on=TODAY)


def test_a_call_off_inherits_what_the_framework_fixes() -> None:
    framework = a_framework()
    found = inherited(framework, wanted(framework), Procedure.MINI_COMPETITION)
    fixed = ("category", "regime", "cpv", "recall_clause", "past_performance")
    assert [getattr(found, name) for name in fixed] == [getattr(framework, name) for name in fixed]
    assert [each.name for each in found.criteria] == [each.name for each in framework.criteria]
    assert found.value == Money.parse("60000.00")
    with pytest.raises(NotFound):
        inherited(framework, wanted(framework, lot_id=uuid4()), Procedure.MINI_COMPETITION)


@pytest.mark.parametrize(
    ("call_off", "procedure"),
    [(CallOff.NONE, Procedure.MINI_COMPETITION), (CallOff.COMPETITION, Procedure.DIRECT_CALL_OFF)],
)
def test_nothing_is_called_off_in_a_way_that_the_framework_does_not_provide_for(
    call_off: CallOff, procedure: Procedure
) -> None:
    framework = a_framework(call_off)
    with pytest.raises(RuleBroken, match="nothing is called off"):
        inherited(framework, wanted(framework), procedure)


def test_criteria_are_refined_and_none_is_added() -> None:
    framework = a_framework()
    inside = terms(procedure=Procedure.MINI_COMPETITION)
    notice = a_notice(**vars(inside), under=place_under(framework, framework.lots[0].id))
    notice.criteria = [Criterion("Price", CriterionKind.PRICE, Decimal(100))]
    notice.must_be_ready(now=NOW)
    notice.criteria = [Criterion("Charm", CriterionKind.QUALITY, Decimal(100))]
    with pytest.raises(RuleBroken, match="Charm"):
        notice.must_be_ready(now=NOW)


def test_a_call_off_stays_one_and_nothing_else_becomes_one() -> None:
    framework = a_framework()
    call_off = a_notice(**vars(terms(procedure=Procedure.MINI_COMPETITION)), under=place_under(framework, uuid4()))
    with pytest.raises(Unacceptable):
        call_off.revise(terms())
    with pytest.raises(Unacceptable):
        a_notice().revise(terms(procedure=Procedure.MINI_COMPETITION))


def test_a_framework_has_no_limit_on_lots() -> None:
    lots = a_notice().lots
    lots[0].reference = "one"
    with pytest.raises(Unacceptable):
        terms(
            lots=lots, lot_limit=LotLimit(("one",), 1), framework=Framework(call_off=CallOff.NONE, maximum_suppliers=1)
        )

"""Whose turn it is: rank, rotation and price, whoever declines."""

from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.tendering.tests.builders import INSTANT, NOW
from services.tendering.tests.unit.call_offs.test_seats import a_seat

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.call_offs.domain import Seat
from tendering.direct_call_offs.domain import Answer, DirectCallOff
from tendering.direct_call_offs.rules import next_in_turn
from tendering.terms.domain import Mechanism

HOUR = timedelta(hours=1)


def a_call_off(mechanism: Mechanism | None = Mechanism.RANKING) -> DirectCallOff:
    return DirectCallOff(
        notice_id=uuid4(),
        framework_id=uuid4(),
        lot_id=uuid4(),
        buyer_id=uuid4(),
        mechanism=mechanism,
    )


def asked_for(
    seats: list[Seat], mechanism: Mechanism, turns: dict[UUID, int], declining: set[UUID]
) -> tuple[list[UUID], UUID | None]:
    """Who is asked for one contract, in order, and who takes it; `turns` grow with it."""
    asked: list[UUID] = []
    while (seat := next_in_turn(seats, mechanism, turns=turns, asked=asked)) is not None:
        asked.append(seat.supplier_id)
        turns[seat.supplier_id] = max(turns.values(), default=0) + 1
        if seat.supplier_id not in declining:
            return asked, seat.supplier_id
    return asked, None


ranks = some.lists(some.integers(1, 8), unique=True, min_size=1)


@given(ranks=ranks, declining=some.sets(some.integers(1, 8)))
def test_the_cascade_goes_by_rank_until_one_accepts(ranks: list[int], declining: set[int]) -> None:
    asked, taken = asked_for([a_seat(rank) for rank in ranks], Mechanism.RANKING, {}, {UUID(int=i) for i in declining})
    willing = [rank for rank in sorted(ranks) if rank not in declining]
    expected = [rank for rank in sorted(ranks) if not willing or rank <= willing[0]]
    assert [each.int for each in asked] == expected
    assert (taken and taken.int) == (willing[0] if willing else None)


@given(ranks=ranks, declining=some.lists(some.sets(some.integers(1, 8)), max_size=30))
def test_rotation_is_fair_among_those_who_always_accept(ranks: list[int], declining: list[set[int]]) -> None:
    turns: dict[UUID, int] = {}
    won = Counter[int]()
    for unwilling in declining:
        _, taken = asked_for(
            [a_seat(rank) for rank in ranks], Mechanism.ROTATION, turns, {UUID(int=i) for i in unwilling}
        )
        won.update([taken.int] if taken else [])
    faithful = [won[rank] for rank in ranks if all(rank not in unwilling for unwilling in declining)]
    assert max(faithful, default=0) - min(faithful, default=0) <= 1


@given(prices=some.lists(some.integers(0, 5), min_size=1, max_size=8))
def test_the_lowest_price_goes_first_and_of_equals_the_better_rank(prices: list[int]) -> None:
    seats = [a_seat(rank, price=Money(price)) for rank, price in enumerate(prices, 1)]
    asked, _ = asked_for(seats, Mechanism.LOWEST_PRICE, {}, {seat.supplier_id for seat in seats})
    expected = sorted(range(1, len(prices) + 1), key=lambda rank: (prices[rank - 1], rank))
    assert [each.int for each in asked] == expected


def test_only_who_was_asked_answers_and_the_last_instant_is_in_time() -> None:
    call_off, first = a_call_off(), uuid4()
    call_off.ask(first, 1, first_by=NOW + HOUR, now=NOW)
    with pytest.raises(RuleBroken, match="another supplier"):
        call_off.answer(uuid4(), Answer.ACCEPTED, None, now=NOW)
    with pytest.raises(RuleBroken, match="ended"):
        call_off.answer(first, Answer.ACCEPTED, None, now=NOW + HOUR + INSTANT)
    assert call_off.answer(first, Answer.ACCEPTED, None, now=NOW + HOUR).answer is Answer.ACCEPTED
    with pytest.raises(RuleBroken, match="any more"):
        call_off.answer(first, Answer.DECLINED, None, now=NOW)


def test_silence_lapses_after_the_time_to_answer_and_the_next_has_as_long() -> None:
    call_off = a_call_off()
    call_off.ask(uuid4(), 1, first_by=NOW + HOUR, now=NOW)
    with pytest.raises(RuleBroken, match="has until"):
        call_off.lapse(now=NOW + HOUR)
    later = NOW + HOUR + INSTANT
    assert call_off.lapse(now=later).answer is Answer.LAPSED
    assert call_off.ask(uuid4(), 2, first_by=NOW + HOUR, now=later).answer_by == later + HOUR

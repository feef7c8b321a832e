"""Which marks are far: by distance alone, never by who gave them, in which order or on which scale."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from statistics import median
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.rounding import half_up
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.outliers.domain import CriterionReport
from tendering.outliers.rules import Marks, criterion_report, far_marks, figures_on

FIGURES = figures_on(date(2026, 9, 28))
LEAST = FIGURES.number("members_at_least")
GIVEN = st.integers(0, 10).map(Fraction)
BIDS = st.lists(st.lists(GIVEN, min_size=5, max_size=5), min_size=1, max_size=4)


def by_member(bids: list[list[Fraction]]) -> dict[UUID, dict[UUID, Fraction]]:
    """The marks of one panel, each bid marked by the same members in their order."""
    members = [uuid4() for _ in max(bids, key=len)]
    return {uuid4(): dict(zip(members, marks, strict=False)) for marks in bids}


def reported(marks: Marks) -> CriterionReport:
    return criterion_report(Criterion("Quality", CriterionKind.QUALITY, Decimal(100)), marks, FIGURES)


def placed(marks: Marks, points: Fraction = Fraction(2)) -> dict[tuple[UUID, UUID], Fraction]:
    figures = replace(FIGURES, values={**FIGURES.values, "points_at_least": points})
    return {(each.bid_id, each.member_id): each.distance for each in far_marks(marks, figures)}


@given(BIDS, st.randoms())
def test_nothing_hangs_on_the_order_of_bids_and_members(bids: list[list[Fraction]], random: Random) -> None:
    marks = by_member(bids)
    rows = [(bid, random.sample(list(of.items()), len(of))) for bid, of in marks.items()]
    shuffled: Mapping[UUID, Mapping[UUID, Fraction]] = {bid: dict(of) for bid, of in random.sample(rows, len(rows))}
    assert far_marks(shuffled, FIGURES) == far_marks(marks, FIGURES)


@given(BIDS, st.fractions(Fraction(1, 100), 100), st.fractions(-10, 10))
def test_another_scale_finds_the_same_marks_at_the_same_distance(
    bids: list[list[Fraction]], factor: Fraction, shift: Fraction
) -> None:
    marks = by_member(bids)
    scaled = {bid: {who: factor * mark + shift for who, mark in of.items()} for bid, of in marks.items()}
    assert placed(scaled, points=2 * factor) == placed(marks)


@given(BIDS)
def test_higher_and_lower_are_as_far(bids: list[list[Fraction]]) -> None:
    marks = by_member(bids)
    turned = {bid: {who: 10 - mark for who, mark in of.items()} for bid, of in marks.items()}
    assert placed(turned) == {place: -distance for place, distance in placed(marks).items()}


@given(st.lists(GIVEN, min_size=1, max_size=5), st.integers(LEAST, 9))
def test_a_unanimous_panel_has_no_outlier(agreed: list[Fraction], members: int) -> None:
    assert reported(by_member([[mark] * members for mark in agreed])).far == ()


@given(st.lists(st.lists(GIVEN, min_size=1, max_size=LEAST - 1), max_size=5))
def test_of_too_few_members_nothing_is_told(bids: list[list[Fraction]]) -> None:
    report = reported(by_member(bids) if bids else {})
    assert (report.far, report.members) == (None, max((len(marks) for marks in bids), default=0))


@given(BIDS)
def test_whoever_is_far_is_further_from_the_median_than_everybody_who_is_not(bids: list[list[Fraction]]) -> None:
    marks = by_member(bids)
    for bid, of in marks.items():
        off = {who: abs(mark - median(of.values())) for who, mark in of.items()}
        far = {who for who in of if (bid, who) in placed(marks)}
        assert min((off[who] for who in far), default=11) > max((off[who] for who in of.keys() - far), default=-1)


@pytest.mark.parametrize(
    ("marks", "distance"),
    [
        ((6, 7, 7, 8, 1), "-4.0470"),  # 0.6745 × (1 − 7) / 1: the median distance is one
        ((7, 7, 7, 7, 2), "-3.9894"),  # most agree: (2 − 7) / (1.253314 × 1), the mean distance is one
        ((7, 7, 7, 7, 7, 6), None),  # unusual here, and a point all the same
        ((7, 7, 7, 2), None),  # of four a single one is at 4 / 1.253314: not far
        ((2, 4, 6, 8, 10), None),
        ((6, 7, 7, 8, 2), None),  # 3.3725
    ],
)
def test_the_figures_come_out_as_published(marks: tuple[int, ...], distance: str | None) -> None:
    found = far_marks(by_member([[Fraction(mark) for mark in marks]]), FIGURES)
    assert [half_up(each.distance, 4) for each in found] == ([] if distance is None else [Decimal(distance)])


def test_one_who_marks_all_bids_alike_is_not_hidden_by_marking_often() -> None:
    usual = [Fraction(mark) for mark in (6, 7, 7, 8)]
    marks = by_member([[*usual, Fraction(0)], [*usual, Fraction(0)], [*usual, Fraction(7)]])
    assert len({each.member_id for each in far_marks(marks, FIGURES)}) == 1
    assert len(far_marks(marks, FIGURES)) == 2

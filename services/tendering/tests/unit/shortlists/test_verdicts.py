"""Who goes on is decided by what was declared and by nothing else: never more than announced, never past a failing."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW
from services.tendering.tests.phased import a_phase, criteria

from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind, Descriptor
from tendering.phases.domain import Assessment
from tendering.procedures.domain import Target
from tendering.shortlists.domain import Candidate, Found
from tendering.shortlists.rules.verdicts import judged, must_fit, points_of

WAITS = Target("Days", "day", at_most=Decimal(14))
ASKED = a_phase(
    conditions=("Insured",), targets=(WAITS,), criteria=("Quality", "Reach", "Price"), asks_price=True, at_most=2
)
marks = st.integers(0, 10).map(Decimal)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    """Up to seven providers; some failed, some were excluded, some sent nothing."""
    return draw(st.lists(a_candidate(), max_size=7, unique_by=lambda each: each.supplier_id))


@st.composite
def a_candidate(draw: st.DrawFn) -> Candidate:
    supplier_id = UUID(int=draw(st.integers(1, 2**64)))
    if draw(st.integers(0, 9)) == 0:
        return Candidate(supplier_id=supplier_id)
    found = Assessment(
        reason="As we read it.",
        met={"Insured": draw(st.integers(0, 4)) > 0},
        figures={"Days": Decimal(draw(st.integers(12, 15)))},
        marks={"Quality": draw(marks), "Reach": draw(marks)},
    )
    return Candidate(
        supplier_id=supplier_id,
        entry_id=uuid4(),
        received_at=NOW + timedelta(minutes=draw(st.integers(0, 3))),
        price=Money(draw(st.integers(0, 5)) * 10_000),
        assessment=found,
        barred_because="insolvency" if draw(st.integers(0, 7)) == 0 else None,
    )


def is_fit(candidate: Candidate) -> bool:
    """Said anew, apart from the rule."""
    found = candidate.assessment
    return (
        found is not None and candidate.barred_because is None and found.met["Insured"] and found.figures["Days"] <= 14
    )


@given(candidates(), st.none() | st.integers(1, 4))
def test_never_more_go_on_than_announced_and_no_unfit_one(all_of_them: list[Candidate], at_most: int | None) -> None:
    phase = replace(ASKED, at_most=at_most)
    verdicts = judged(phase, criteria(), all_of_them)
    fit = {each.supplier_id for each in all_of_them if is_fit(each)}
    going_on = [each for each in verdicts if each.goes_on]
    assert {each.supplier_id for each in going_on} <= fit
    assert len(going_on) == min(len(fit), at_most or len(fit))
    assert all(each.because for each in verdicts)


@given(candidates())
def test_nobody_is_let_go_who_has_more_points_than_one_that_goes_on(all_of_them: list[Candidate]) -> None:
    points = points_of(ASKED, criteria(), [each for each in all_of_them if is_fit(each)])
    verdicts = judged(ASKED, criteria(), all_of_them)
    for one, other in combinations([each for each in verdicts if each.supplier_id in points], 2):
        stays, goes = (one, other) if other.goes_on else (other, one)
        if goes.goes_on and not stays.goes_on:
            assert points[goes.supplier_id] >= points[stays.supplier_id]


@given(candidates())
def test_in_which_order_they_are_looked_at_decides_nothing(all_of_them: list[Candidate]) -> None:
    once, again = (
        {each.supplier_id: each.goes_on for each in judged(ASKED, criteria(), some)}
        for some in (all_of_them, all_of_them[::-1])
    )
    assert once == again


def a_fit_one(quality: int, minutes: int = 0, price: str = "100.00") -> Candidate:
    found = Assessment(reason=".", met={"Insured": True}, figures={"Days": Decimal(9)}, marks={})
    return Candidate(
        supplier_id=uuid4(),
        entry_id=uuid4(),
        received_at=NOW + timedelta(minutes=minutes),
        price=Money.parse(price),
        assessment=replace(found, marks={"Quality": Decimal(quality), "Reach": Decimal(5)}),
    )


def test_points_are_marks_and_the_lowest_price_over_ones_own() -> None:
    cheap, dear = a_fit_one(8), a_fit_one(9, price="150.00")
    points = points_of(ASKED, criteria(), [cheap, dear])
    assert points == {cheap.supplier_id: 40 + 10 + 30, dear.supplier_id: 45 + 10 + 20}


def test_of_equals_who_came_first_goes_on() -> None:
    late, early, first = a_fit_one(8, 2), a_fit_one(8, 1), a_fit_one(8)
    verdicts = judged(ASKED, criteria(), [late, early, first])
    assert [each.goes_on for each in verdicts] == [False, True, True]
    assert verdicts[0].because == ["Its points, 80.0000, are not among the 2 highest."]


def test_a_price_of_one_that_failed_sets_no_measure() -> None:
    fit, failed = a_fit_one(8), a_fit_one(8, price="1.00")
    failed = replace(failed, barred_because="insolvency")
    [kept, let_go] = judged(ASKED, criteria(), [fit, failed])
    assert (kept.points, let_go.points, let_go.because) == (Decimal(80), None, ["Excluded: insolvency."])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"met": {}}, "met"),
        ({"met": {"Insured": True, "Kind": True}}, "met"),
        ({"figures": {}}, "figures"),
        ({"marks": {"Quality": Decimal(8)}}, "marks"),
        ({"marks": {"Quality": Decimal(8), "Reach": Decimal(8), "Price": Decimal(8)}}, "marks"),
        ({"marks": {"Quality": Decimal(7), "Reach": Decimal(8)}}, "marks"),
        ({"paid": Money(1)}, "paid"),
    ],
)
def test_an_assessment_answers_what_the_phase_asks_and_nothing_else(change: dict[str, Any], path: str) -> None:
    good = Descriptor(Decimal(8), "Good.")
    described = Criterion("Quality", CriterionKind.QUALITY, Decimal(50), descriptors=[good], relates_because="It does.")
    by, fits = [described, *criteria()[1:]], a_fit_one(8).assessment
    assert fits is not None
    must_fit(ASKED, by, [Found(entry_id=uuid4(), assessment=fits)])
    with pytest.raises(Unacceptable) as caught:
        must_fit(ASKED, by, [Found(entry_id=uuid4(), assessment=replace(fits, **change))])
    assert caught.value.path == f"/assessments/0/{path}"


def test_nobody_is_paid_past_the_ceiling() -> None:
    paid, over = (Found(entry_id=uuid4(), assessment=Assessment(reason=".", paid=Money(pence))) for pence in (100, 101))
    phase = a_phase(payment_ceiling=Money(100))
    must_fit(phase, criteria(), [paid])
    with pytest.raises(Unacceptable, match="more than"):
        must_fit(phase, criteria(), [paid, over])

"""A phase that is for some lots: who was let go in it is out of those lots, and in all others as before."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_published_notice
from services.tendering.tests.phased import FIRST, SECOND, THIRD, a_phase, flexibly, in_phases

from kernel.errors import Forbidden
from kernel.money import Money
from tendering.diary.rules.phases import phases_owed
from tendering.notices.rules import case_of
from tendering.phases.domain import PhaseResult, Verdict
from tendering.phases.rules import Progress
from tendering.procedures.domain import PhaseKind
from tendering.terms.domain import Lot

OURS, THEIRS = uuid4(), uuid4()
LOTS = {name: Lot(title=name.capitalize(), value=Money.parse("9000.00"), reference=name) for name in ("north", "south")}
NORTH, SOUTH = (LOTS[name].id for name in ("north", "south"))
KINDS = (PhaseKind.PARTICIPATION, PhaseKind.DIALOGUE, PhaseKind.INITIAL_TENDERS)
named = st.sampled_from([(), ("north",), ("south",), ("north", "south")])


def progress(*lots: tuple[str, ...], gone_on: tuple[set[UUID], ...] = ()) -> Progress:
    """Phases for these lots, of which the first are decided, then the final tenders for both."""
    times = (FIRST, SECOND, THIRD)
    phases = (a_phase(kind, at, lots=each) for kind, at, each in zip(KINDS, times, lots, strict=False))
    declared = in_phases(*phases)
    notice = a_published_notice(**flexibly(declared, lots=list(LOTS.values())))
    results = {number: decided(notice.id, number, those) for number, those in enumerate(gone_on, 1)}
    return Progress(notice, declared, results)


def decided(notice_id: UUID, number: int, gone_on: set[UUID]) -> PhaseResult:
    verdicts = [Verdict(supplier_id=each, goes_on=True) for each in gone_on]
    return PhaseResult(notice_id=notice_id, phase=number, decided_at=NOW, next_closes_at=SECOND, verdicts=verdicts)


@given(st.lists(st.tuples(named, st.booleans()), min_size=3, max_size=3))
def test_a_provider_is_in_for_the_lots_of_which_no_phase_let_it_go(course: list[tuple[tuple[str, ...], bool]]) -> None:
    way = progress(*(lots for lots, _ in course), gone_on=tuple({OURS} if passed else {THEIRS} for _, passed in course))
    lost = {name for lots, passed in course if not passed for name in (lots or LOTS)}
    assert way.lots_open_to(4, OURS) == {LOTS[name].id for name in LOTS.keys() - lost}


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_where_phases_are_for_all_lots_one_that_lets_go_is_the_last(passed: list[bool]) -> None:
    way = progress((), (), (), gone_on=tuple({OURS} if each else {THEIRS} for each in passed))
    assert way.lots_open_to(4, OURS) == (frozenset({NORTH, SOUTH}) if all(passed) else frozenset())


def test_who_is_let_go_for_one_lot_is_invited_for_the_other_and_told_of_no_more() -> None:
    way = progress((), ("north",), gone_on=({OURS, THEIRS}, {THEIRS}))
    assert way.lots_open_to(3, OURS) == {SOUTH}
    assert way.lots_open_to(3, THEIRS) == {NORTH, SOUTH}
    assert way.invited_to(3) == {OURS, THEIRS}
    way.must_be_in(3, OURS)


def test_to_the_first_phase_of_a_lot_anybody_comes_and_nobody_is_missed() -> None:
    way = progress(("north",), ("south",), gone_on=({OURS},))
    way.must_be_in(2, THEIRS)
    assert way.invited_to(2) == frozenset()


def test_a_phase_for_a_lot_that_one_is_out_of_takes_nothing() -> None:
    way = progress(("north",), ("north",), gone_on=({THEIRS},))
    with pytest.raises(Forbidden, match="not invited"):
        way.must_be_in(2, OURS)


def test_the_calendar_names_the_lots_of_a_phase_that_is_not_for_all() -> None:
    way = progress((), ("north",))
    owed = phases_owed(case_of(way.notice, now=NOW), way, now=NOW)
    assert {each.about for each in owed} == {"Participation", "Dialogue: North"}

"""By when a phase is to be decided: as long as those who go on have what was announced, and not a day longer."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import DEADLINE, NOW, a_published_notice
from services.tendering.tests.phased import FIRST, SECOND, a_phase, flexibly, in_phases

from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.diary.rules.phases import clocks_of_phase
from tendering.phases.domain import PhaseResult
from tendering.phases.rules import Progress
from tendering.procedures.domain import PhaseKind
from tendering.shortlists.rules.invitations import last_day_to_invite, next_deadline, rules_of_invitation
from tendering.terms.domain import Lot

PHASES = (a_phase(), a_phase(PhaseKind.INITIAL_TENDERS, SECOND))


def progress(results: dict[int, PhaseResult] | None = None, **changes: Any) -> Progress:
    """Requests to participate, initial tenders, final tenders."""
    declared = in_phases(*PHASES)
    return Progress(a_published_notice(**flexibly(declared, **changes)), declared, results or {})


def a_result(number: int, **changes: Any) -> PhaseResult:
    """A phase that was decided as soon as it was over."""
    said: dict[str, Any] = {"notice_id": uuid4(), "phase": number, "decided_at": FIRST, "next_closes_at": SECOND}
    return PhaseResult(**(said | {"verdicts": []} | changes))


@given(wait=st.integers(0, 20), pounds=st.sampled_from(["1000.00", "9000000.00"]))
def test_those_who_go_on_get_the_laws_days_exactly_until_the_last_day(wait: int, pounds: str) -> None:
    way = progress({1: a_result(1)}, lots=[Lot(title="Prevention", value=Money.parse(pounds))])
    now = SECOND + timedelta(hours=1, days=wait)
    if now > DEADLINE:
        return
    result = a_result(2, next_closes_at=DEADLINE)
    lawful = not any(each.blocks for each in rules_of_invitation(way, result, None, now=now))
    assert (day_of(now) <= last_day_to_invite(way, 2, now=now)) is lawful


@given(wait=st.integers(1, 200))
def test_a_phase_is_decided_on_its_last_day_without_a_later_deadline_and_after_it_with_one(wait: int) -> None:
    way, now = progress(), FIRST + timedelta(hours=wait)
    if day_of(now) > last_day_to_invite(way, 1, now=now):
        with pytest.raises(Unacceptable):
            next_deadline(way, 1, None, now=now)
    elif day_of(now) < day_of(SECOND):
        assert next_deadline(way, 1, None, now=now) == SECOND


def test_a_timetable_without_time_to_decide_is_no_reason_to_be_late_before_the_phase_is_over() -> None:
    way = progress({1: a_result(1)}, closes_at=SECOND + timedelta(days=3))
    assert last_day_to_invite(way, 2, now=NOW) == day_of(SECOND)


def test_what_was_to_be_decided_by_a_day_stays_so_when_the_next_deadline_moves() -> None:
    moved = a_result(1, due_on=day_of(SECOND), decided_at=SECOND, next_closes_at=SECOND + timedelta(days=5))
    codes = {code: (due, met_on) for code, _, due, met_on in clocks_of_phase(progress({1: moved}), 1, now=SECOND)}
    assert codes == {
        "phase_deadline": (day_of(FIRST), None),
        "phase_decision": (day_of(SECOND), day_of(SECOND)),
    }


def test_what_has_not_begun_has_a_deadline_and_nothing_to_decide() -> None:
    assert [code for code, *_ in clocks_of_phase(progress(), 2, now=NOW)] == ["phase_deadline"]

"""Of all phases that are announced, only those that may be over are looked into every second."""

from datetime import timedelta

from services.tendering.tests.builders import a_published_notice
from services.tendering.tests.phased import FIRST, SECOND, a_phase, flexibly, in_phases

from tendering.openings.domain import may_have_closed
from tendering.procedures.domain import PhaseKind

AN_INSTANT = timedelta(microseconds=1)


def test_a_phase_is_looked_into_once_its_declared_deadline_is_over_and_until_it_is_logged() -> None:
    notice = a_published_notice(**flexibly(in_phases(a_phase(), a_phase(PhaseKind.DIALOGUE, SECOND))))
    assert not may_have_closed(notice, 0, now=FIRST)
    assert may_have_closed(notice, 0, now=FIRST + AN_INSTANT)
    assert not may_have_closed(notice, 1, now=SECOND)
    assert may_have_closed(notice, 1, now=SECOND + AN_INSTANT)
    assert not may_have_closed(notice, 2, now=notice.closes_at + AN_INSTANT)


def test_without_phases_nothing_is_looked_into() -> None:
    notice = a_published_notice()
    assert not may_have_closed(notice, 0, now=notice.closes_at + AN_INSTANT)

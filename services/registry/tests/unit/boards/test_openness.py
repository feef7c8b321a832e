"""How open a board is: days counted to the midnight, whatever is late stays late."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from registry.boards.domain import Full, Meeting, Paper
from registry.boards.rules import minutes_in_time, notice_in_time, openness_of, record_of

CALLED = datetime(2026, 11, 2, 10, tzinfo=UTC)
ORGANISATION = UUID(int=7)


def a_meeting(*, after: timedelta = timedelta(days=7), places: int = 2) -> Meeting:
    where = {"title": "Board meeting", "place": "1 Quay Street", "places": places}
    return Meeting.call(UUID(int=1), ORGANISATION, held_at=CALLED + after, now=CALLED, **where)  # type: ignore[arg-type]


def minutes(meeting: Meeting, *, after: timedelta) -> Paper:
    return Paper("Minutes", "9f" * 32, meeting.held_at + after)


@pytest.mark.parametrize(("days", "late"), [(7, 0), (6, 1), (1, 6), (30, 0)])
def test_seven_days_notice_is_in_time_and_six_are_a_day_late(days: int, late: int) -> None:
    meeting = a_meeting(after=timedelta(days=days))
    assert openness_of(meeting, on=day_of(CALLED)).notice_days_late == late
    decision = notice_in_time(meeting, now=CALLED)
    assert (decision.outcome, decision.blocks) == (late == 0, False)


@pytest.mark.parametrize(("days", "late"), [(0, 0), (28, 0), (29, 1), (40, 12)])
def test_minutes_are_in_time_for_twenty_eight_days(days: int, late: int) -> None:
    meeting = a_meeting()
    meeting.publish_minutes(minutes(meeting, after=timedelta(days=days)))
    on = date(2027, 6, 1)
    assert openness_of(meeting, on=on).minutes_days_late == late
    assert minutes_in_time(meeting, now=meeting.held_at + timedelta(days=days)).outcome is (late == 0)


def test_minutes_that_are_missing_are_later_every_day() -> None:
    meeting = a_meeting()
    due = openness_of(meeting, on=day_of(CALLED)).minutes_due_on
    assert openness_of(meeting, on=due).minutes_days_late is None
    assert [openness_of(meeting, on=due + timedelta(days=n)).minutes_days_late for n in (1, 2)] == [1, 2]


def test_a_meeting_is_called_before_it_is_held() -> None:
    with pytest.raises(Unacceptable):
        a_meeting(after=timedelta())


def test_minutes_come_after_the_meeting_and_once() -> None:
    meeting = a_meeting()
    with pytest.raises(RuleBroken):
        meeting.publish_minutes(minutes(meeting, after=timedelta(seconds=-1)))
    meeting.publish_minutes(minutes(meeting, after=timedelta()))
    with pytest.raises(Conflict):
        meeting.publish_minutes(minutes(meeting, after=timedelta(days=1)))


def test_nobody_observes_beyond_the_places_or_after_the_beginning() -> None:
    meeting = a_meeting(places=1)
    meeting.take_place(now=CALLED)
    with pytest.raises(Full):
        meeting.take_place(now=CALLED)
    meeting.give_place_back(now=CALLED)
    with pytest.raises(RuleBroken):
        meeting.take_place(now=meeting.held_at)


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 5))
def test_places_are_neither_lost_nor_found(takes: list[bool], places: int) -> None:
    meeting = a_meeting(places=places)
    held = 0
    for take in takes:
        if take and held < places:
            meeting.take_place(now=CALLED)
            held += 1
        elif take:
            with pytest.raises(Full):
                meeting.take_place(now=CALLED)
        elif held:
            meeting.give_place_back(now=CALLED)
            held -= 1
        assert (meeting.places_taken, meeting.places_left) == (held, places - held)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 60) | st.none(), st.booleans()), max_size=8))
def test_a_record_counts_every_breach_once_and_cancelled_meetings_not_at_all(
    said: list[tuple[int, int | None, bool]],
) -> None:
    meetings = []
    for ahead, written, cancelled in said:
        meeting = a_meeting(after=timedelta(days=ahead), places=1)
        if cancelled:
            meeting.cancel("Ill.", now=CALLED)
        elif written is not None:
            meeting.publish_minutes(minutes(meeting, after=timedelta(days=written)))
        meetings.append(meeting)
    on = date(2027, 6, 1)
    record = record_of(meetings, on=on)
    assert record.meetings == sum(not cancelled for _, _, cancelled in said)
    kept = [it for it in meetings if it.cancelled_because is None]
    assert record.breaches == sum(openness_of(it, on=on).breaches for it in kept)
    assert record.late_notices == sum(ahead < 7 for ahead, _, cancelled in said if not cancelled)

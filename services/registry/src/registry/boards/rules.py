"""Whether a board met as openly as the right to observe it asks: its notice, its minutes, its places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.clock import day_of
from registry.boards.domain import Meeting
from rulebook.decisions import Decision
from rulebook.rules import Rule, rule

RIGHT = "boards.right_to_observe"


@dataclass(frozen=True, slots=True)
class Openness:
    """How open one meeting was by a day. `None` is not known yet; days late are zero where it was in time."""

    notice_days: int
    notice_days_late: int
    minutes_due_on: date
    minutes_days_late: int | None  # of minutes that are missing, so far
    minutes_published: bool
    has_places: bool

    @property
    def breaches(self) -> int:
        """In how many ways it fell short."""
        return (self.notice_days_late > 0) + ((self.minutes_days_late or 0) > 0) + (not self.has_places)


def right_on(day: date) -> Rule:
    """The version of the rule for a meeting that was called on that day."""
    return rule(RIGHT, on=day)


def openness_of(meeting: Meeting, *, on: date) -> Openness:
    """What can be said of a meeting on a day. Whole days count: called on the 1st for the 8th, there are seven."""
    asked = right_on(day_of(meeting.called_at))
    held = day_of(meeting.held_at)
    notice = (held - day_of(meeting.called_at)).days
    due = held + timedelta(days=asked.number("minutes_days"))
    minutes = None if meeting.minutes is None else day_of(meeting.minutes.published_at)
    said = minutes if minutes is not None and minutes <= on else None
    return Openness(
        notice_days=notice,
        notice_days_late=max(0, asked.number("notice_days") - notice),
        minutes_due_on=due,
        minutes_days_late=None if said is None and on <= due else max(0, ((said or on) - due).days),
        minutes_published=said is not None,
        has_places=meeting.observer_places > 0,
    )


def notice_in_time(meeting: Meeting, *, now: datetime) -> Decision:
    """Whether the meeting was called early enough, with places for observers."""
    found = openness_of(meeting, on=day_of(now))
    asked = right_on(day_of(now))
    reasons = [f"It was called {found.notice_days} days ahead; {asked.number('notice_days')} are asked."]
    if not found.has_places:
        reasons.append("There is no place for observers.")
    inputs = {"called_at": meeting.called_at, "held_at": meeting.held_at, "observer_places": meeting.observer_places}
    return asked.decide(found.notice_days_late == 0 and found.has_places, *reasons, inputs=inputs, now=now)


def minutes_in_time(meeting: Meeting, *, now: datetime) -> Decision:
    """Whether the minutes came in time."""
    found = openness_of(meeting, on=day_of(now))
    late = found.minutes_days_late or 0
    reason = f"The minutes were due on {found.minutes_due_on}" + (f" and are {late} days late." if late else ".")
    inputs = {"held_at": meeting.held_at, "published_on": day_of(now), "due_on": found.minutes_due_on}
    return right_on(day_of(meeting.called_at)).decide(late == 0, reason, inputs=inputs, now=now)


@dataclass(frozen=True, slots=True)
class Record:
    """How open a board was over the meetings that count by a day: those called by then and not cancelled."""

    on: date
    meetings: int
    late_notices: int
    late_minutes: int
    missing_minutes: int
    without_places: int

    @property
    def breaches(self) -> int:
        """All of them."""
        return self.late_notices + self.late_minutes + self.missing_minutes + self.without_places


def record_of(meetings: Sequence[Meeting], *, on: date) -> Record:
    """The board's record. Minutes that are due and not there are missing; those that came late are late."""
    counted = [it for it in meetings if it.cancelled_because is None and day_of(it.called_at) <= on]
    found = [openness_of(it, on=on) for it in counted]
    late = [it for it in found if it.minutes_days_late]
    return Record(
        on=on,
        meetings=len(found),
        late_notices=sum(it.notice_days_late > 0 for it in found),
        late_minutes=sum(it.minutes_published for it in late),
        missing_minutes=sum(not it.minutes_published for it in late),
        without_places=sum(not it.has_places for it in found),
    )

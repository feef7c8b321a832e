"""The phases of a flexible procedure in the calendar: until when they take entries, and by when they are decided."""

from datetime import datetime, timedelta

import pytest
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.line import V1, Json, Line, done, heard
from services.tendering.tests.integration.phases.procedure import InPhases, a_stage, document, partners
from services.tendering.tests.phased import FIRST, LAST, SECOND

from events.tendering import DutiesWritten, DutyOverdue
from kernel.clock import day_of

pytestmark = pytest.mark.integration
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def lines(line: Line, when: datetime, **asked: str) -> set[tuple[str, str, str]]:
    """The calendar's lines of phases, once the service has heard of all that happened."""
    await heard(line)
    params = {"buyer_id": str(line.council), **asked}
    items: Json = done(await line.public.get(f"{V1}/calendar", params=params, headers=at(when)))["items"]
    of_phases = [each for each in items if each["subject"] == "phase"]
    return {(each["code"], each["about"], each["state"]) for each in of_phases}


async def designed(held: InPhases, when: datetime, **said: str) -> None:
    """The first stage is over, and it is decided who goes on."""
    entry = done(await held.enter(held.line.provider, 1, FIRST))["id"]
    done(await held.decide({entry: {}}, 1, when, **said), 201)


async def test_the_calendar_has_every_deadline_and_what_is_to_be_decided_next(line: Line) -> None:
    held = await partners(line)
    deadlines = {("phase_deadline", title, "due") for title in ("design", "pilot", "evaluation")}
    assert await lines(line, NOW) == deadlines | {("phase_decision", "design", "due")}
    await designed(held, FIRST + HOUR)
    later = deadlines - {("phase_deadline", "design", "due")}
    assert await lines(line, FIRST + DAY) == later | {("phase_gate", "design", "due")}
    done(await held.gate(1, FIRST + DAY, await document(line.buyer)), 201)
    assert await lines(line, FIRST + DAY) == later | {("phase_decision", "pilot", "due")}
    met = {(code, "design", "met") for code in ("phase_deadline", "phase_decision", "phase_gate")}
    assert await lines(line, FIRST + DAY, state="met") == met


async def test_what_is_not_decided_before_the_next_phase_closes_is_overdue_and_told_once(line: Line) -> None:
    held = await partners(line)
    assert ("phase_decision", "design", "due") in await lines(line, SECOND)
    assert ("phase_decision", "design", "overdue") in await lines(line, SECOND + DAY)
    for _ in range(2):
        await line.service.due(SECOND + DAY)
    told = [each for each in await line.service.emitted() if isinstance(each, DutyOverdue)]
    assert [(each.code, each.about, each.layer, each.due) for each in told if each.code.startswith("phase")] == [
        ("phase_decision", "design", "overlay", day_of(SECOND))
    ]
    await designed(held, SECOND + DAY, closes_at=(SECOND + 2 * DAY).isoformat())
    assert ("phase_decision", "design", "met_late") in await lines(line, SECOND + DAY, state="met_late")
    await line.service.due(SECOND + DAY)
    again = [each for each in await line.service.emitted() if isinstance(each, DutyOverdue)]
    assert again == told  # the gate has until the later deadline


async def test_a_later_deadline_moves_the_line_of_its_phase(line: Line) -> None:
    held = await partners(line)
    await designed(held, FIRST + HOUR, closes_at=(SECOND + DAY).isoformat())
    path = f"{held.path}/obligations"
    duties = done(await line.public.get(path, headers=at(FIRST + DAY)))["duties"]
    days = {(each["code"], each["phase"]): each["due"] for each in duties if each["phase"]}
    assert days["phase_deadline", 2] == days["phase_gate", 1] == day_of(SECOND + DAY).isoformat()
    assert days["phase_decision", 1] == day_of(SECOND).isoformat()


async def test_nothing_of_the_phases_is_owed_once_the_notice_is_cancelled(line: Line) -> None:
    held = await partners(line)
    done(await line.buyer.post(f"{held.path}/cancel", json={"reason": "No budget."}, headers=at(FIRST + HOUR)))
    assert await lines(line, SECOND + DAY) == set()
    assert await lines(line, SECOND + DAY, state="met") == {("phase_deadline", "design", "met")}


async def test_phases_that_close_on_one_day_each_have_their_line(line: Line) -> None:
    stages = [a_stage(kind, FIRST + hour * HOUR) for hour, kind in enumerate(("design", "pilot", "evaluation"))]
    await partners(line, phases=[*stages, LAST])
    for _ in range(2):
        assert len([each for each in await lines(line, NOW) if each[0] == "phase_deadline"]) == 3
    editions = [each for each in await line.service.emitted() if isinstance(each, DutiesWritten)]
    assert len(editions) == 1

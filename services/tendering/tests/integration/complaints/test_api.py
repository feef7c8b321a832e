"""Suppliers complain without being known; over HTTP, on a real database."""

from datetime import timedelta

import pytest
from services.tendering.tests.builders import NOW, at, the_id
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import ComplaintOverdue

pytestmark = pytest.mark.integration
TEXT = {"text": "The turnover asked for shuts out every small provider."}
ANSWER = {"outcome": "upheld", "answer": "The condition is lifted."}


async def lodged(line: Line) -> Json:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/complaints"
    return done(await line.provider.post(path, json=TEXT, headers=at(NOW)), 201)


async def test_the_authority_reads_what_is_said_and_nowhere_by_whom(line: Line) -> None:
    complaint = await lodged(line)
    path = f"{V1}/complaints/{complaint['id']}"
    for reader, text in (
        (line.buyer, TEXT["text"]),
        (line.auditor, TEXT["text"]),
        (line.provider, TEXT["text"]),
        (line.competitor, None),
        (line.public, None),
    ):
        answer = await reader.get(path, headers=at(NOW))
        assert (done(answer)["text"], str(line.trust) in answer.text) == (text, False)
    events = [each for each in await line.service.emitted() if each.entity == the_id(complaint)]
    assert len(events) == 1
    assert str(line.trust) not in events[0].model_dump_json()


async def test_it_is_answered_within_twenty_working_days_and_its_outcome_is_public(line: Line) -> None:
    complaint = await lodged(line)
    assert complaint["due_on"] == "2026-09-15"  # twenty working days after 17 August, the bank holiday left out
    path = f"{V1}/complaints/{complaint['id']}"
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(f"{path}/answer", json=ANSWER, headers=at(NOW))).status_code == 404
    done(await line.buyer.post(f"{path}/answer", json=ANSWER, headers=at(NOW)))
    assert (await line.buyer.post(f"{path}/answer", json=ANSWER, headers=at(NOW))).status_code == 409
    [shown] = done(await line.public.get(f"{V1}/complaints", params={"buyer_id": str(line.council)}))["items"]
    assert (shown["outcome"], shown["answer"], shown["text"]) == ("upheld", "The condition is lifted.", None)


async def test_an_answer_that_is_overdue_is_told_once_and_not_on_its_last_day(line: Line) -> None:
    complaint = await lodged(line)
    for days in (29, 30, 31):  # 15, 16 and 17 September
        await line.service.due(NOW + timedelta(days=days))
        told = [each for each in await line.service.emitted() if isinstance(each, ComplaintOverdue)]
        assert len(told) == (days > 29)
    shown = done(await line.public.get(f"{V1}/complaints/{complaint['id']}", headers=at(NOW + timedelta(days=30))))
    assert shown["is_overdue"] is True

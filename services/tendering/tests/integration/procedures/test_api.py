"""Phases over HTTP, on a real database: declared with the notice, hashed, told, and still after publication."""

from datetime import timedelta

import pytest
from services.tendering.tests.builders import NOW, at, notice_body, pounds
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.phased import FIRST, LAST, phased_body

from events.tendering import NoticePublished

pytestmark = pytest.mark.integration


async def test_phases_are_published_with_their_notice_as_they_were_declared(line: Line) -> None:
    notice = await line.published(**phased_body())
    read = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    first, last = read["flexible"]["phases"]
    assert (first["closes_at"], first["at_most"], first["conditions"]) == ("2026-09-12T09:00:00Z", 2, ["Insured"])
    assert (last["kind"], last["closes_at"]) == ("final_tenders", None)
    [told] = [each for each in await line.service.emitted() if isinstance(each, NoticePublished)]
    assert told.notice.flexible is not None
    assert [each.kind for each in told.notice.flexible.phases] == ["participation", "final_tenders"]
    assert told.notice.flexible.phases[0].closes_at == FIRST


async def test_phases_that_nobody_could_follow_are_refused_where_they_stand(line: Line) -> None:
    body = notice_body(**phased_body(criteria=["Charm"]))
    refused = await line.buyer.post(f"{V1}/notices", json=body, headers=at(NOW))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["path"] == "/flexible/phases/0/criteria/0"
    body = notice_body(flexible={"phases": [LAST]})
    assert (await line.buyer.post(f"{V1}/notices", json=body, headers=at(NOW))).status_code == 422


async def test_the_law_gives_suppliers_time_to_ask_to_take_part(line: Line) -> None:
    lots = [{"title": "Prevention", "value": pounds("9000000.00")}]
    for days, status in ((24, 409), (25, 200)):
        asked_until = (NOW + timedelta(days=days)).isoformat()
        notice = await line.draft(lots=lots, **phased_body(closes_at=asked_until))
        answer = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
        assert answer.status_code == status, answer.text

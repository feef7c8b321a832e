"""Who publishes, some at a time."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from services.transparency.tests.town import COUNCIL, HARBOUR, LANTERN, MEALS, NOON, everything, party

from chassis.testing import ServiceUnderTest, service_under_test
from events.tendering import NoticePublished

pytestmark = pytest.mark.integration
NOW = {"Commonweal-Now": "2026-03-02T12:00:00Z", "Accept": "text/html"}
LISTED = re.compile(r'<h3><a class="govuk-link" href="/open-data/[^"]+">([^<]+)</a>')
ONWARD = re.compile(r'href="(/open-data\?[^"]*cursor=[^"]+)" rel="next"')


@pytest.fixture
async def town() -> AsyncIterator[ServiceUnderTest]:
    """Three authorities publish, for two more have asked for bids."""
    async with service_under_test("transparency") as service:
        for event in everything():
            await service.feed(event, event.entity)
        for number, buyer in enumerate((HARBOUR, LANTERN), start=1):
            notice_id = UUID(int=0xE00 + number)
            notice = MEALS.model_copy(update={"notice_id": notice_id, "buyer": party(buyer)})
            await service.feed(NoticePublished(occurred_at=NOON, entity=notice_id, notice=notice), notice_id)
        yield service


async def test_publishers_come_from_a_to_z_a_page_at_a_time(town: ServiceUnderTest) -> None:
    found, path, pages = [], "/open-data?limit=1", 0
    while path:
        answer = await town.client().get(path, headers=NOW)
        assert answer.status_code == 200
        found += LISTED.findall(answer.text)
        assert ("By publisher" in answer.text, "All releases" in answer.text) == (True, pages == 0)
        ahead = ONWARD.search(answer.text)
        path, pages = ahead[1].replace("&amp;", "&") if ahead else "", pages + 1
    assert found == [HARBOUR.name, LANTERN.name, COUNCIL.name]
    assert pages == 3


async def test_a_few_publishers_need_no_second_page_and_a_forged_cursor_is_refused(town: ServiceUnderTest) -> None:
    page = (await town.client().get("/open-data", headers=NOW)).text
    assert "pagination" not in page
    assert (await town.client().get("/open-data?cursor=forged", headers=NOW)).status_code == 422

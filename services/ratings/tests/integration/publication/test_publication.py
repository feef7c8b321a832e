"""What anybody builds on: stories with all that followed, page by page, in bulk, as linked data and as a badge."""

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from services.ratings.tests.builders import BUYER, PROVIDER
from services.ratings.tests.storytelling import STORY, Storytelling, stranger

from chassis.testing import service_under_test
from ratings.publication import api

pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def get(users: Storytelling, path: str, **query: Any) -> httpx.Response:
    return await users.ratings.client().get(f"/ratings/v1{path}", params=query)


async def told(users: Storytelling, count: int) -> list[str]:
    """So many published stories, in the order of publication."""
    days = [f"2026-08-{17 + number}T09:00:00Z" for number in range(count)]
    return [(await users.published(f"Story {day[8:10]}.", at=day))[0] for day in days]


async def test_a_story_stands_with_its_replies_and_changes(users: Storytelling) -> None:
    story, _ = await users.published()
    reply, promise = (
        {"text": "Thank you."},
        {"what": "More staff.", "owner": "Head of services", "due_on": "2026-09-30"},
    )
    await users.send("provider", f"/stories/{story}/replies", reply, organisation=PROVIDER)
    await users.send("provider", f"/stories/{story}/changes", promise, organisation=PROVIDER)
    shown = (await get(users, f"/stories/{story}")).json()
    assert (shown["text"], shown["overall"], shown["redacted"]) == (STORY, 2, False)
    assert [each["text"] for each in shown["replies"]] == ["Thank you."]
    assert [(each["what"], each["state"]) for each in shown["changes"]] == [("More staff.", "planned")]
    assert {"case_digest", "received_on", "flags"} & shown.keys() == set()


async def test_pages_follow_one_another_and_what_is_not_published_is_not_there(users: Storytelling) -> None:
    stories = await told(users, 5)
    await users.told("Not yet read.")
    seen, query = [], {"limit": 2}
    while True:
        page = (await get(users, "/stories", **query)).json()
        seen += [story["id"] for story in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == stories


FILTERS: dict[str, tuple[dict[str, str], int]] = {
    "its provider": ({"organisation": str(PROVIDER)}, 3),
    "another provider": ({"organisation": str(stranger())}, 0),
    "its authority": ({"buyer": str(BUYER)}, 3),
    "words of the service": ({"service": "homelessness"}, 3),
    "other words, with a wildcard": ({"service": "100%"}, 0),
    "its quarter": ({"period": "2026-Q3"}, 3),
    "another quarter": ({"period": "2026-Q4"}, 0),
    "since its second day": ({"since": "2026-08-18"}, 2),
    "on its second day": ({"since": "2026-08-18", "until": "2026-08-18"}, 1),
    "an area": ({"area": "TLE"}, 3),
    "another area": ({"area": "TLI"}, 0),
}


@pytest.mark.parametrize(("query", "count"), FILTERS.values(), ids=FILTERS.keys())
async def test_stories_are_found_by_whose_where_and_when(
    users: Storytelling, query: dict[str, str], count: int
) -> None:
    await told(users, 3)
    assert len((await get(users, "/stories", **query)).json()["items"]) == count


async def test_what_is_asked_in_a_way_that_means_nothing_is_refused(users: Storytelling) -> None:
    for query in ({"area": "north"}, {"since": "soon"}, {"organisation": "1"}, {"colour": "red"}):
        assert (await get(users, "/stories", **query)).status_code == 422


async def test_who_has_the_page_already_is_not_sent_it_again(users: Storytelling) -> None:
    await told(users, 1)
    first = await get(users, "/stories")
    headers = {"If-None-Match": first.headers["etag"]}
    assert (await users.ratings.client().get("/ratings/v1/stories", headers=headers)).status_code == 304


async def test_files_hold_every_story_that_is_wanted(users: Storytelling) -> None:
    await users.published("=1+1 is what they told me")
    [line] = (await get(users, "/stories.jsonl")).text.splitlines()
    [row] = csv.DictReader(io.StringIO((await get(users, "/stories.csv")).text, newline=""))
    assert json.loads(line)["text"] == "=1+1 is what they told me"
    assert row["text"] == "'=1+1 is what they told me"
    assert (await get(users, "/stories.jsonl", period="2026-Q4")).text == ""


async def test_a_file_of_many_pages_holds_each_story_once(users: Storytelling, monkeypatch: pytest.MonkeyPatch) -> None:
    await told(users, 3)
    monkeypatch.setattr(api, "AT_ONCE", 1)
    ids = [json.loads(line)["id"] for line in (await get(users, "/stories.jsonl")).text.splitlines()]
    assert (len(ids), len(set(ids))) == (3, 3)


async def test_a_withdrawn_story_is_in_no_page_and_no_file(users: Storytelling) -> None:
    story, case_code = await users.published()
    await users.follow(case_code, "withdraw")
    assert (await get(users, "/stories")).json()["items"] == []
    assert (await get(users, "/stories.jsonl")).text == ""
    assert (await get(users, f"/stories/{story}")).status_code == 404


async def test_linked_data_badge_and_card_hide_what_is_suppressed(users: Storytelling) -> None:
    await users.published()
    path = f"/organisations/{PROVIDER}"
    data = await get(users, f"{path}/schema.jsonld")
    assert data.headers["content-type"] == "application/ld+json"
    assert ("aggregateRating" in data.json(), data.json()["review"][0]["reviewBody"]) == (False, STORY)
    badge, card = await get(users, f"{path}/badge.svg"), await get(users, f"{path}/card")
    assert "too few ratings" in badge.text
    assert "too few ratings" in card.text
    assert "script" not in badge.text + card.text
    assert (await get(users, f"/organisations/{stranger()}/badge.svg")).status_code == 404

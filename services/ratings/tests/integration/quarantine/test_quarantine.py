"""Ratings under suspicion neither count nor show until a moderator decides, and everybody reads what was decided."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import pytest
from services.ratings.tests.builders import NOW, PROVIDER
from services.ratings.tests.storytelling import Storytelling
from sqlalchemy import func, select

from chassis.testing import service_under_test
from events.ratings import SummaryPublished, SuspicionDecided
from ratings.credentials.domain import Entitlement, Level
from ratings.eligibility.domain import Quarter
from ratings.reviews.commands import ADD_ARRIVAL, arriving, count
from ratings.reviews.domain import NO_BUNDLE, Dimension, Recommend, Tally
from ratings.reviews.tables import RECOMMEND, STARS, dimension_tallies, tallies

QUIET, NEXT_WEEK = "2026-08-03T09:00:00Z", "2026-08-26T09:00:00Z"
LONG = "Nobody answered the door at night although I rang for an hour and it was raining, so I slept outside."
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def came(users: Storytelling, *stars: int, level: Level = Level.B, at: str = NOW) -> None:
    """So many gave one to five stars, and the same for whether they felt safe."""
    entitled, quarter = Entitlement(users.contract.contract_id, level), Quarter(2026, 3)
    async with users.ratings.sessions.begin() as session:
        for star, number in enumerate(stars, 1):
            rows = arriving(
                *(entitled, Tally.of(star, Recommend.YES), {Dimension.SAFE: star}),
                period=quarter,
                bundle=NO_BUNDLE,
                today=date.fromisoformat(at[:10]),
            )
            for row in rows:
                row.update({name: number * row[name] for name in (*STARS, *RECOMMEND)})
            if number:
                await session.execute(ADD_ARRIVAL, rows)
                await count(session, rows)


async def counted(users: Storytelling) -> tuple[int, int]:
    """How many ratings count, and how many answers as to safety."""
    async with users.ratings.sessions() as session:
        overall = await session.scalar(select(func.sum(tallies.c.stars_1 + tallies.c.stars_5)))
        safe = await session.scalar(select(func.sum(dimension_tallies.c.stars_1 + dimension_tallies.c.stars_5)))
        return int(overall or 0), int(safe or 0)


async def read(users: Storytelling, path: str = "", role: str | None = None) -> Any:
    answer = await users.ratings.client(role).get(f"/ratings/v1/quarantine{path}", headers={"Commonweal-Now": NOW})
    return answer.json()["items"]


async def judged(users: Storytelling, verdict: str, *, role: str = "moderator", **more: Any) -> httpx.Response:
    """A moderator decides on the one suspicion there is."""
    [found] = await read(users, role="moderator")
    client = users.ratings.client(role, subject="a moderator")
    headers = {"Commonweal-Now": NOW, **more}
    return await client.post(
        f"/ratings/v1/quarantine/{found['id']}/verdict", json={"verdict": verdict}, headers=headers
    )


async def test_a_burst_of_codes_is_set_apart_with_what_still_comes_that_week(users: Storytelling) -> None:
    await came(users, 3, 0, 0, 0, 9, at=QUIET)
    await came(users, 0, 0, 0, 0, 25)
    await users.wait(NOW)
    assert await counted(users) == (12, 12)
    await came(users, 0, 0, 0, 0, 3)
    await users.wait(NOW)
    assert await counted(users) == (12, 12)
    [found] = await read(users, role="moderator")
    assert (found["kind"], found["period"], found["due_on"], found["overdue"]) == (
        *("burst", "2026-08-17", "2026-08-20"),
        False,
    )


async def test_ten_thousand_of_one_morning_wait_and_move_no_summary(users: Storytelling) -> None:
    await came(users, 6, 4, 4, 4, 6, level=Level.A)
    await came(users, 3, 2, 2, 2, 3, at=QUIET)
    await users.wait(NOW)
    await came(users, 10_000, 0, 0, 0, 0)
    assert await counted(users) == (10_018, 10_018)
    await users.wait(NOW)
    await users.wait(NEXT_WEEK)
    assert await counted(users) == (18, 18)
    told = [event.summary for event in await users.ratings.emitted() if isinstance(event, SummaryPublished)]
    assert {summary.count for summary in told} == {36}
    [found] = await read(users, role="moderator")
    assert found["kind"] == "burst"


async def test_what_is_admitted_counts_again_and_is_not_suspected_twice(users: Storytelling) -> None:
    await came(users, 3, 0, 0, 0, 9, at=QUIET)
    await came(users, 0, 0, 0, 0, 25)
    await users.wait(NOW)
    assert (await judged(users, "admitted")).status_code == 200
    assert await counted(users) == (37, 37)
    await users.wait(NOW)
    assert (await counted(users), await read(users, role="moderator")) == ((37, 37), [])


async def test_what_is_set_aside_never_counts_and_the_log_tells_no_figure(users: Storytelling) -> None:
    await came(users, 3, 0, 0, 0, 9, at=QUIET)
    await came(users, 0, 0, 0, 0, 25)
    await users.wait(NOW)
    assert (await judged(users, "set_aside")).status_code == 200
    await users.wait(NEXT_WEEK)
    assert await counted(users) == (12, 12)
    [line] = await read(users, "/log")
    assert line == {
        "id": line["id"],
        "kind": "burst",
        "contract_id": str(users.contract.contract_id),
        "flagged_on": "2026-08-17",
        "verdict": "set_aside",
        "decided_on": "2026-08-17",
    }
    assert [event.verdict for event in await users.ratings.emitted() if isinstance(event, SuspicionDecided)] == [
        "set_aside"
    ]


async def test_what_was_shown_is_taken_back_at_once(users: Storytelling) -> None:
    await came(users, 6, 4, 4, 4, 6, level=Level.A)
    await came(users, 6, 4, 4, 4, 6)
    await users.wait(NOW)
    await came(users, 0, 0, 0, 0, 40)
    await users.wait(NEXT_WEEK[:8] + "18T09:00:00Z")
    told = [event.summary.count for event in await users.ratings.emitted() if isinstance(event, SummaryPublished)]
    assert told == [48, 24]
    [found] = await read(users, role="moderator")
    assert (found["kind"], found["period"]) == ("departure", "2026-Q3")
    summary = await users.ratings.client().get("/ratings/v1/summaries", params={"organisation": str(PROVIDER)})
    assert summary.json()["items"][0]["count"] == 24


async def test_a_story_told_again_and_its_stars_wait_for_a_moderator(users: Storytelling) -> None:
    await users.told(LONG, overall=1)
    await users.told(LONG.replace("raining", "snowing"), overall=1, dimensions={"safe": 1})
    assert await counted(users) == (1, 0)
    await users.wait(NOW)
    queue = await users.ratings.client("moderator").get("/ratings/v1/moderation/queue", headers={"Commonweal-Now": NOW})
    assert sorted(story["flags"] for story in queue.json()["items"]) == [[], ["repeats_another"]]
    assert (await judged(users, "admitted")).status_code == 200
    assert await counted(users) == (2, 1)
    [line] = await read(users, "/log")
    assert (line["kind"], line["contract_id"]) == ("repetition", None)


async def test_short_words_that_many_say_are_no_repetition(users: Storytelling) -> None:
    for _ in range(2):
        await users.told("They were kind.", overall=5)
    assert await counted(users) == (2, 0)


async def test_only_a_moderator_decides_once_on_what_they_have_seen(users: Storytelling) -> None:
    await users.told(LONG)
    await users.told(LONG)
    await users.wait(NOW)
    for role in ("provider", "commissioner", "platform_admin"):
        assert (await judged(users, "set_aside", role=role)).status_code == 403
    assert (await judged(users, "set_aside", **{"If-Match": '"7"'})).status_code == 412
    [found] = await read(users, role="moderator")
    assert (await judged(users, "set_aside")).status_code == 200
    again = await users.send("moderator", f"/quarantine/{found['id']}/verdict", {"verdict": "admitted"})
    assert again.status_code == 409
    assert (await users.ratings.client("provider").get("/ratings/v1/quarantine")).status_code == 403

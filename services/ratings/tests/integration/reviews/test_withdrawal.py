"""Who takes a story back takes the stars back too; what is published changes with its next edition."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from services.ratings.tests.storytelling import STORY, Storytelling
from sqlalchemy import Table, select

from chassis.testing import service_under_test
from ratings.credentials.tables import spendings
from ratings.reviews.tables import RECOMMEND, STARS, arrivals, dimension_tallies, tallies

LONG = "Nobody answered the door at night although I rang for an hour and it was raining, so I slept outside."
MONDAY = datetime.fromisoformat("2026-10-05T04:00:00Z")
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def held(users: Storytelling, table: Table) -> list[dict[str, int]]:
    """Every count of a table that is not zero."""
    async with users.ratings.sessions() as session:
        rows = (await session.execute(select(table))).mappings().all()
    counts = [{name: row[name] for name in (*STARS, *RECOMMEND, "count") if row.get(name)} for row in rows]
    return [each for each in counts if each]


async def summary(users: Storytelling) -> dict[str, Any]:
    """What anybody reads."""
    answer = await users.ratings.client().get("/ratings/v1/summaries")
    [item] = answer.json()["items"]
    return dict(item)


async def test_the_stars_leave_with_the_story_and_nobody_elses_do(users: Storytelling) -> None:
    case_code = await users.told(dimensions={"safe": 1})
    await users.review(None, overall=5, recommend="yes")
    assert (await users.follow(case_code, "withdraw"))["state"] == "withdrawn"
    assert await held(users, tallies) == [{"stars_5": 1, "recommend_yes": 1}]
    assert await held(users, dimension_tallies) == []
    assert await held(users, arrivals) == [{"stars_5": 1, "recommend_yes": 1}]
    assert await held(users, spendings) == [{"count": 1}]
    again = await users.send(None, "/cases/withdraw", {"case_code": case_code})
    assert again.status_code == 409
    assert await held(users, tallies) == [{"stars_5": 1, "recommend_yes": 1}]


async def test_what_was_set_apart_leaves_without_being_taken_from_what_counts(users: Storytelling) -> None:
    await users.told(LONG)
    repeated = await users.told(LONG)
    await users.follow(repeated, "withdraw")
    assert await held(users, tallies) == [{"stars_2": 1, "recommend_no": 1}]
    assert await held(users, arrivals) == [{"stars_2": 1, "recommend_no": 1}]


async def test_a_published_summary_stands_until_enough_is_new_and_then_leaves_it_out(users: Storytelling) -> None:
    case_code = await users.told(STORY)
    for _ in range(11):
        await users.review(None, overall=5, recommend="yes")
    await users.ratings.due(MONDAY)
    assert (await summary(users))["count"] == 12
    await users.follow(case_code, "withdraw")
    users.codes = await users.issued("2026-Q3", "2026-10-05T09:00:00Z")
    for gained, told in ((5, 12), (1, 17)):
        for _ in range(gained):
            await users.review(None, overall=5, recommend="yes", at="2026-10-06T09:00:00Z")
        await users.ratings.due(MONDAY + timedelta(days=14))
        assert (await summary(users))["count"] == told

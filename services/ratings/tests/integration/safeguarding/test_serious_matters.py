"""Serious matters reach the one person whom the authority named, in time, and nobody else."""

from collections.abc import AsyncIterator

import httpx
import pytest
from services.ratings.tests.builders import BUYER, NOW, PROVIDER
from services.ratings.tests.storytelling import Storytelling, stranger

from chassis.testing import service_under_test
from events.ratings import SafeguardingLeadNamed, SeriousMatterAcknowledged, SeriousMatterOverdue, SeriousMatterRouted

GRAVE, LATE = "They assaulted him, and nobody came.", "2026-08-19T09:00:00Z"
LEAD = "the safeguarding lead"
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def named(users: Storytelling, subject: str = LEAD, **headers: str) -> httpx.Response:
    client = users.ratings.client("commissioner", organisation=BUYER)
    headers = {"Commonweal-Now": NOW, **headers}
    return await client.put("/ratings/v1/safeguarding/lead", json={"subject": subject}, headers=headers)


async def routed(users: Storytelling) -> str:
    """A moderator routes a story of somebody in danger; its id."""
    case_code = await users.told(GRAVE)
    assert (await users.rule(case_code, "safeguard")).status_code == 200
    return str((await users.follow(case_code))["story_id"])


async def taken(
    users: Storytelling, story: str, subject: str = LEAD, *, at: str = NOW, **who: object
) -> httpx.Response:
    path = f"/safeguarding/matters/{story}/acknowledgement"
    return await users.send("commissioner", path, at=at, subject=subject, **who)


async def listed(users: Storytelling, subject: str = LEAD, role: str = "commissioner") -> httpx.Response:
    client = users.ratings.client(role, organisation=BUYER, subject=subject)
    return await client.get("/ratings/v1/safeguarding/matters", headers={"Commonweal-Now": LATE})


async def test_the_lead_takes_a_matter_and_then_reads_it(users: Storytelling) -> None:
    assert (await named(users)).status_code == 200
    story = await routed(users)
    [waiting] = (await listed(users)).json()["items"]
    assert (waiting["story_id"], waiting["due_on"], waiting["text"]) == (story, "2026-08-18", None)
    assert (await taken(users, story)).json()["text"] == GRAVE
    assert (await listed(users)).json()["items"][0]["text"] == GRAVE
    assert (await taken(users, story)).status_code == 200
    told = [type(event) for event in await users.ratings.emitted()]
    assert told.count(SeriousMatterRouted) == told.count(SeriousMatterAcknowledged) == 1
    assert LEAD not in str([event.model_dump() for event in await users.ratings.emitted()])


async def test_nobody_else_reads_it(users: Storytelling) -> None:
    await named(users)
    story = await routed(users)
    await taken(users, story)
    assert (await taken(users, story, "another officer")).status_code == 403
    assert (await listed(users, "another officer")).status_code == 403
    assert (await taken(users, story, organisation=stranger())).status_code == 403
    for role in ("moderator", "auditor", "platform_admin", "provider", "rater_issuer"):
        assert (await listed(users, role=role)).status_code == 403
    queue = await users.ratings.client("moderator").get("/ratings/v1/moderation/queue", headers={"Commonweal-Now": NOW})
    assert queue.json()["items"] == []
    for path in (f"stories/{story}", f"stories?organisation={PROVIDER}", "stories.jsonl"):
        assert GRAVE not in (await users.ratings.client("moderator").get(f"/ratings/v1/{path}")).text


async def test_the_lead_of_another_authority_finds_nothing(users: Storytelling) -> None:
    await named(users)
    story, other = await routed(users), stranger()
    client = users.ratings.client("commissioner", organisation=other)
    assert (await client.put("/ratings/v1/safeguarding/lead", json={"subject": LEAD})).status_code == 200
    assert (await taken(users, story, organisation=other)).status_code == 404


async def test_what_nobody_takes_in_time_is_told_once(users: Storytelling) -> None:
    story = await routed(users)
    assert (await taken(users, story)).status_code == 403  # nobody was named
    await users.wait("2026-08-18T22:00:00Z")
    await users.wait("2026-08-18T23:30:00Z")  # half past midnight in London
    await users.wait(LATE)
    overdue = [event for event in await users.ratings.emitted() if isinstance(event, SeriousMatterOverdue)]
    assert [(event.buyer_id, str(event.due_on)) for event in overdue] == [(BUYER, "2026-08-18")]
    await named(users)
    assert (await listed(users)).json()["items"][0]["is_overdue"]
    await taken(users, story, at=LATE)
    [acknowledged] = [event for event in await users.ratings.emitted() if isinstance(event, SeriousMatterAcknowledged)]
    assert not acknowledged.in_time


async def test_who_is_named_next_reads_and_who_was_before_does_not(users: Storytelling) -> None:
    version = (await named(users)).headers["ETag"]
    story = await routed(users)
    assert (await named(users, "the next lead", **{"If-Match": '"9"'})).status_code == 412
    assert (await named(users, "the next lead", **{"If-Match": version})).status_code == 200
    assert (await taken(users, story)).status_code == 403
    assert (await taken(users, story, "the next lead")).status_code == 200
    assert sum(isinstance(event, SafeguardingLeadNamed) for event in await users.ratings.emitted()) == 2

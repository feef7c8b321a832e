"""At which tier a need is commissioned, over HTTP; the notice that follows is flagged and never refused for it."""

from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import SubsidiarityConsidered

pytestmark = pytest.mark.integration
PLAN = {"title": "Homelessness", "description": "What would help?", "cpv": ["85311000-2"]}
SMALL = [{"title": "Prevention", "value": pounds("90000.00")}]
HIGHER = {"tier": "region", "able": ["region", "neighbourhood"]}
WHY = {"reason": "borders", "explanation": "Half of them come from the next county."}


async def engaged(line: Line) -> str:
    engagement = done(await line.buyer.post(f"{V1}/engagements", json=PLAN, headers=at(NOW)), 201)
    return f"{V1}/engagements/{engagement['id']}"


async def flag(line: Line, engagement: str) -> Any:
    """What is said of subsidiarity when a notice that follows is published."""
    notice = await line.draft(engagement_id=engagement.rsplit("/", 1)[1], lots=SMALL)
    published = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)))
    said = [done(await line.public.get(f"{V1}/decisions/{each}")) for each in published["decisions"]]
    [decision] = [each for each in said if each["rule"] == "seed_social_economy.subsidiarity"]
    return decision["outcome"]


async def test_a_higher_tier_is_flagged_until_it_is_said_why(line: Line) -> None:
    path = f"{await engaged(line)}/subsidiarity"
    engagement = path.removesuffix("/subsidiarity")
    assert (await line.public.get(path)).status_code == 404
    assert await flag(line, engagement) is False
    answer = await line.buyer.put(path, json=HIGHER, headers=at(NOW))
    said, read = done(answer), {"If-Match": answer.headers["etag"]}
    assert (said["able"], said["lowest"], said["reason"]) == (["neighbourhood", "region"], "neighbourhood", None)
    assert await flag(line, engagement) is False
    done(await line.buyer.put(path, json=HIGHER | WHY, headers=at(NOW) | read))
    stale = await line.buyer.put(path, json=HIGHER, headers=at(NOW) | read)
    assert stale.status_code == 412
    assert await flag(line, engagement) is True
    shown = done(await line.public.get(path))
    assert (shown["tier"], shown["reason"], shown["explanation"], shown["version"]) == ("region", *WHY.values(), 2)
    told = [each for each in await line.service.emitted() if isinstance(each, SubsidiarityConsidered)]
    assert [each.reason for each in told] == [None, "borders"]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (HIGHER | {"able": ["nation"]}, "/tier"),
        (HIGHER | {"able": []}, "/able"),
        (HIGHER | {"tier": "parish"}, "/tier"),
        (HIGHER | {"reason": "borders"}, "/explanation"),
        (HIGHER | {"explanation": "It is better."}, "/explanation"),
    ],
)
async def test_what_means_nothing_is_refused_where_it_stands(line: Line, body: Any, path: str) -> None:
    answer = await line.buyer.put(f"{await engaged(line)}/subsidiarity", json=body, headers=at(NOW))
    assert (answer.status_code, [each["path"] for each in answer.json()["errors"]]) == (422, [path])


async def test_only_who_engages_says_it(line: Line) -> None:
    stranger = line.service.client("commissioner", organisation=line.rival)
    answer = await stranger.put(f"{await engaged(line)}/subsidiarity", json=HIGHER, headers=at(NOW))
    assert answer.status_code == 404

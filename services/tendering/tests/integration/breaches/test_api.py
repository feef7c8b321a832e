"""Breaches over HTTP, on a real database: recorded between the parties, due in the calendar, told to everybody."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, plan_body
from services.tendering.tests.integration.diary.test_api import a_large_contract
from services.tendering.tests.integration.line import V1, Json, Line, done, heard
from services.tendering.tests.integration.performance.test_api import QUICKLY, results

from events.tendering import BreachPublished, BreachRecorded

pytestmark = pytest.mark.integration
SIGNED = AFTERWARDS + timedelta(days=30)
TODAY = AFTERWARDS + timedelta(days=60)


def a_breach(**changes: Any) -> dict[str, Any]:
    said = {"consequence": "damages", "requirement": "Somebody comes.", "description": "Nobody came."}
    return said | {"decided_on": TODAY.date().isoformat(), "value": {"amount": "5000.00", "currency": "GBP"}} | changes


async def breach_notices(line: Line) -> list[Json]:
    """What the council's calendar says of breach notices; overdue ones a year later."""
    await heard(line)
    asked = {"buyer_id": str(line.council)}
    found = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(TODAY)))["items"]
    return [each for each in found if each["code"] == "breach_notice"]


async def test_a_breach_is_the_parties_own_until_it_is_published_in_time(line: Line) -> None:
    contract = await a_large_contract(line)
    path = f"{V1}/contracts/{contract['id']}/breaches"
    made = done(await line.buyer.post(path, json=a_breach(), headers=at(TODAY)), 201)
    assert (made["due_on"], made["is_statutory"]) == ((TODAY.date() + timedelta(days=29)).isoformat(), True)
    assert [len(done(await who.get(path))) for who in (line.buyer, line.provider, line.public)] == [1, 1, 0]
    [owed] = await breach_notices(line)
    assert (owed["due"], owed["state"]) == (made["due_on"], "due")
    publish = f"{V1}/breaches/{made['id']}/publish"
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(publish, headers=at(TODAY))).status_code == 404
    stale = await line.buyer.post(publish, headers=at(TODAY) | {"If-Match": '"9"'})
    assert stale.status_code == 412
    told = done(await line.buyer.post(publish, headers=at(TODAY)))
    assert done(await line.public.get(path)) == [told]
    assert (await line.buyer.post(publish, headers=at(TODAY))).status_code == 409
    assert await breach_notices(line) == []
    events = [each for each in await line.service.emitted() if isinstance(each, BreachRecorded | BreachPublished)]
    assert [each.breach.value for each in events] == ["5000.00", "5000.00"]
    assert events[0].parties() == {line.council, line.trust}


async def test_ending_a_contract_for_breach_sets_the_clock_by_itself(line: Line) -> None:
    contract = await a_large_contract(line)
    end = {
        "outcome": "terminated",
        "reason": "Nobody came.",
        "ground": "breach",
        "continuity_plan": plan_body("Others come."),
    }
    done(await line.buyer.post(f"{V1}/contracts/{contract['id']}/end", json=end, headers=at(TODAY)))
    [owed] = await breach_notices(line)
    assert owed["due"] == (TODAY.date() + timedelta(days=29)).isoformat()
    path = f"{V1}/contracts/{contract['id']}/breaches"
    body = a_breach(consequence="termination", value=None)
    made = done(await line.buyer.post(path, json=body, headers=at(TODAY)), 201)
    again = await line.buyer.post(path, json=body | {"requirement": "They stay."}, headers=at(TODAY))
    assert (again.status_code, made["id"] in again.json()["detail"]) == (409, True)
    assert len(await breach_notices(line)) == 1
    done(await line.buyer.post(f"{V1}/breaches/{made['id']}/publish", headers=at(TODAY)))
    assert await breach_notices(line) == []


async def test_no_improvement_is_told_only_after_an_opportunity_to_improve(line: Line) -> None:
    contract = await a_large_contract(line)
    path = f"{V1}/contracts/{contract['id']}"
    standing = done(
        await line.buyer.post(f"{path}/indicators", json={"indicators": [QUICKLY]}, headers=at(SIGNED)), 201
    )
    told = done(await line.buyer.post(f"{path}/assessments", json=results(standing, 20), headers=at(TODAY)), 201)
    body = a_breach(consequence="no_improvement", value=None, assessment_id=told["assessments"][0]["id"])
    early = await line.buyer.post(f"{path}/breaches", json=body, headers=at(TODAY))
    assert early.status_code == 409
    assert "to improve" in early.json()["detail"]
    later = TODAY + timedelta(days=31)
    late = body | {"decided_on": later.date().isoformat()}
    assert done(await line.buyer.post(f"{path}/breaches", json=late, headers=at(later)), 201)["is_statutory"]
    elsewhere = late | {"assessment_id": contract["id"]}
    refused = await line.buyer.post(f"{path}/breaches", json=elsewhere, headers=at(later))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/assessment_id")

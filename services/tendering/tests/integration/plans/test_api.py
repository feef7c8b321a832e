"""Plans over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at, notice_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import NoticePublished, PlanPublished, PlanWithdrawn
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
PLANNED_AT = NOW - timedelta(days=47)
SOON = (NOW + timedelta(days=12)).isoformat()
LARGE = [{"title": "All of it", "value": pounds("1800000.00")}]


def plan_body(**changes: Any) -> dict[str, Any]:
    body = {
        "stage": "planned",
        "title": "Homelessness alliance",
        "description": "Prevention, outreach and homes.",
        "category": "services",
        "cpv": ["85311000-2"],
        "value": pounds("1800000.00"),
        "tender_on": "2026-08-17",
    }
    return body | changes


async def announced(line: Line, **changes: Any) -> Json:
    return done(await line.buyer.post(f"{V1}/plans", json=plan_body(**changes), headers=at(PLANNED_AT)), 201)


async def test_a_plan_is_public_at_once_and_goes_from_the_pipeline_to_planned(line: Line) -> None:
    plan = await announced(line, stage="pipeline")
    path = f"{V1}/plans/{plan['id']}"
    assert done(await line.public.get(path)) == plan
    assert (plan["stage"], plan["planned_at"]) == ("pipeline", None)
    as_read = at(NOW) | {"If-Match": (await line.public.get(path)).headers["etag"]}
    planned = done(await line.buyer.put(path, json=plan_body(), headers=as_read))
    assert (planned["stage"], planned["version"]) == ("planned", 2)
    assert (await line.buyer.put(path, json=plan_body(), headers=as_read)).status_code == 412
    assert (await line.buyer.put(path, json=plan_body(stage="pipeline"), headers=at(NOW))).status_code == 409
    assert done(await line.public.get(f"{V1}/plans", params={"stage": "planned"}))["items"] == [planned]
    first, again = await line.service.emitted()
    assert isinstance(first, PlanPublished)
    assert isinstance(again, PlanPublished)
    assert [(each.plan.stage, each.restated) for each in (first, again)] == [("pipeline", False), ("planned", True)]


async def test_a_plan_is_withdrawn_with_a_reason_and_by_its_buyer_only(line: Line) -> None:
    path = f"{V1}/plans/{(await announced(line))['id']}/withdraw"
    other = line.service.client("commissioner", organisation=line.rival)
    assert (await other.post(path, json={"reason": "Spite."})).status_code == 404
    assert (await line.provider.post(path, json={"reason": "Spite."})).status_code == 403
    gone = done(await line.buyer.post(path, json={"reason": "No money."}, headers=at(NOW)))
    assert (gone["stage"], gone["withdrawn_because"]) == ("withdrawn", "No money.")
    assert (await line.buyer.post(path, json={"reason": "Again."}, headers=at(NOW))).status_code == 409
    *_, event = await line.service.emitted()
    assert isinstance(event, PlanWithdrawn)


async def test_a_notice_that_follows_from_a_plan_early_enough_may_give_bidders_less_time(line: Line) -> None:
    hasty = await line.draft(lots=LARGE, closes_at=SOON)
    refused = await line.buyer.post(f"{V1}/notices/{hasty['id']}/publish", headers=at(NOW))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "uk_pa2023_full.tendering_period")
    plan = await announced(line)
    notice = await line.published(lots=LARGE, closes_at=SOON, plan_id=plan["id"])
    assert (notice["status"], notice["plan_id"]) == ("published", plan["id"])
    assert done(await line.public.get(f"{V1}/plans/{plan['id']}"))["stage"] == "tendered"
    *_, event = await line.service.emitted()
    assert isinstance(event, NoticePublished)
    assert str(event.notice.plan_id) == plan["id"]
    shown = done(await line.public.get(f"{V1}/notices/{notice['id']}/obligations", headers=at(NOW)))
    assert {each["code"]: each["state"] for each in shown["duties"]}["UK3"] == "met"


async def test_one_notice_follows_from_a_plan_of_ones_own(line: Line) -> None:
    plan = await announced(line)
    await line.published(plan_id=plan["id"])
    second = await line.draft(plan_id=plan["id"])
    again = await line.buyer.post(f"{V1}/notices/{second['id']}/publish", headers=at(NOW))
    assert (again.status_code, again.json()["errors"][0]["path"]) == (422, "/plan_id")


async def test_another_councils_plan_and_one_that_does_not_exist_are_refused_where_they_stand(line: Line) -> None:
    refused = await line.buyer.post(f"{V1}/notices", json=notice_body(plan_id=str(new_id())), headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/plan_id")

"""Plans of schemes over HTTP, on a real database."""

from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, scheme_body
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import RequirementsStated, SchemeOpened

pytestmark = pytest.mark.integration
EXPLAINED = {"state": "explained", "explanation": "This fund gives small sums."}


def explained(*but: dict[str, Any]) -> dict[str, Any]:
    """All ten explained, except those that say otherwise."""
    otherwise = {each["number"]: each for each in but}
    return {"requirements": [otherwise.get(number, {"number": number, **EXPLAINED}) for number in range(1, 11)]}


async def planned(line: Line) -> Json:
    return done(await line.funder.post(f"{V1}/scheme-plans", json=scheme_body(), headers=at(NOW)), 201)


async def test_who_adopted_the_standard_opens_no_scheme_without_a_plan(line: Line) -> None:
    await line.adopts("govs015")
    answer = await line.funder.post(f"{V1}/schemes", json=scheme_body(), headers=at(NOW))
    problem = answer.json()
    assert (answer.status_code, problem["decision"]["rule"], problem["decision"]["published"]) == (409, "govs015", True)
    kept = done(await line.public.get(f"{V1}/decisions/{problem['decision']['id']}"))
    assert kept["outcome"] is False


async def test_a_scheme_that_says_so_for_itself_is_planned_whoever_its_funder_is(line: Line) -> None:
    body = scheme_body(standards=["govs015"])
    assert (await line.funder.post(f"{V1}/schemes", json=body, headers=at(NOW))).status_code == 409
    plan = done(await line.funder.post(f"{V1}/scheme-plans", json=body, headers=at(NOW)), 201)
    refused = await line.funder.post(f"{V1}/scheme-plans/{plan['id']}/open", headers=at(NOW))
    assert (refused.status_code, plan["standards"]) == (409, ["govs015"])


async def test_a_plan_opens_when_each_requirement_is_met_or_explained(line: Line) -> None:
    await line.adopts("govs015")
    plan = await planned(line)
    path = f"{V1}/scheme-plans/{plan['id']}"
    refused = await line.funder.post(f"{path}/open", headers=at(NOW))
    assert (refused.status_code, len(refused.json()["decision"]["reasons"])) == (409, 10)
    bare = explained({"number": 4, "state": "met", "evidence": "It is on file."})
    done(await line.funder.put(f"{path}/requirements", json=bare, headers=at(NOW)))
    assert "business case is a document" in (await line.funder.post(f"{path}/open", headers=at(NOW))).text
    stated = await line.funder.put(f"{path}/requirements", json=explained(), headers=at(NOW))
    opened = await line.funder.post(f"{path}/open", headers=at(NOW) | {"If-Match": stated.headers["etag"]})
    assert done(opened, 201)["id"] == plan["id"]
    assert done(await line.public.get(f"{V1}/schemes/{plan['id']}"))["title"] == "Social Innovation Fund"
    *_, scheme, told = await line.service.emitted()
    assert (type(scheme), type(told)) == (SchemeOpened, RequirementsStated)
    assert isinstance(told, RequirementsStated)
    assert [(each.number, each.state) for each in told.requirements] == [(n, "explained") for n in range(1, 11)]
    assert (await line.funder.post(f"{path}/open", headers=at(NOW))).status_code == 409


async def test_explanations_are_public_once_the_scheme_is_open_and_stay_up_to_date(line: Line) -> None:
    plan = await planned(line)
    path = f"{V1}/scheme-plans/{plan['id']}"
    assert (await line.public.get(path)).status_code == 404
    assert (await line.competitor.get(path)).status_code == 404
    assert done(await line.auditor.get(path)) == plan
    assert done(await line.public.get(f"{V1}/scheme-plans"))["items"] == []
    done(await line.funder.post(f"{path}/open", headers=at(NOW)), 201)  # nothing was adopted
    done(await line.funder.put(f"{path}/requirements", json=explained(), headers=at(NOW)))
    shown = done(await line.public.get(path))
    assert {each["explanation"] for each in shown["requirements"]} == {"This fund gives small sums."}
    assert done(await line.public.get(f"{V1}/scheme-plans"))["items"] == [shown]
    *_, told = await line.service.emitted()
    assert isinstance(told, RequirementsStated)
    assert {each.state for each in told.requirements} == {"explained"}


async def test_only_its_funder_plans_a_scheme_with_documents_of_its_own(line: Line) -> None:
    plan = await planned(line)
    path = f"{V1}/scheme-plans/{plan['id']}/requirements"
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.put(path, json=explained())).status_code == 404
    assert (await line.provider.post(f"{V1}/scheme-plans", json=scheme_body())).status_code == 403
    foreign = explained({"number": 4, "state": "met", "evidence": "Version 3.", "document_sha256": "0" * 64})
    assert (await line.funder.put(path, json=foreign, headers=at(NOW))).status_code == 404

"""Costs over HTTP on a real database: two funders, one post."""

from asyncio import gather
from collections import Counter
from typing import Any

import httpx
import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds, scheme_body
from services.grants.tests.integration.delivering import Delivery
from services.grants.tests.integration.line import V1, Json, Line, done

from chassis.testing import ServiceUnderTest
from events.grants import CostsStated
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
POST = {
    "reference": "Post 7",
    "title": "A support worker",
    "cost": pounds("300000.00"),
    "asked": pounds("200000.00"),
    "starts_on": "2026-12-01",
    "ends_on": "2027-11-30",
}


async def a_funder(line: Line, *standards: str) -> httpx.AsyncClient:
    """Another foundation, and what it adopted."""
    service: ServiceUnderTest = line.service
    foundation = new_id()
    await line.knows(foundation, "Saltmarsh Foundation", "funder")
    client = service.client("funder", organisation=foundation)
    adopted = {"standards": list(standards), "statement": "We keep to these."}
    done(await client.post(f"{V1}/adoptions", json=adopted, headers=at(NOW)), 201)
    return client


async def applied(line: Line, funder: httpx.AsyncClient, **changes: Any) -> tuple[str, Json]:
    """The trust asks for £200,000 of the post: the application's path, and its costs."""
    scheme = done(await funder.post(f"{V1}/schemes", json=scheme_body(), headers=at(NOW)), 201)
    path = f"{V1}/applications/{(await line.application(scheme, '200000.00'))['id']}"
    body = {"lines": [POST | changes]}
    return path, done(await line.provider.put(f"{path}/costs", json=body, headers=at(NOW)))


async def award(funder: httpx.AsyncClient, path: str, amount: str = "200000.00") -> httpx.Response:
    return await funder.post(f"{path}/award", json=award_body(amount), headers=at(NOW))


async def test_what_another_funder_pays_is_flagged_and_who_adopted_the_rule_awards_only_the_rest(line: Line) -> None:
    other = await a_funder(line, "grants.costs_once")
    first, costs = await applied(line, line.funder)
    assert (costs["lines"][0]["funded_elsewhere"], costs["lines"][0]["overfunded"]) == ([], pounds("0.00"))
    done(await award(line.funder, first), 201)
    second, costs = await applied(line, other, reference="POST 7")
    [cost] = costs["lines"]
    assert (cost["overfunded"], cost["funded_elsewhere"][0]["amount"]) == (pounds("100000.00"), pounds("200000.00"))
    *_, told = await line.service.emitted()
    assert isinstance(told, CostsStated)
    assert told.lines[0].overfunded == "100000.00"
    refused = await award(other, second)
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "grants.costs_once")
    done(await award(other, second, "100000.00"), 201)


async def test_who_did_not_adopt_the_rule_awards_and_its_decision_is_kept_as_a_flag(line: Line) -> None:
    other = await a_funder(line)
    done(await award(line.funder, (await applied(line, line.funder))[0]), 201)
    path, _ = await applied(line, other)
    readiness = done(await other.get(f"{path}/readiness", headers=at(NOW)))
    assert readiness["is_ready"]
    assert [(each["rule"], each["outcome"]) for each in readiness["answers"]] == [("grants.costs_once", False)]
    done(await award(other, path), 201)


async def test_of_two_funders_at_the_same_instant_only_one_pays_for_the_whole_cost(line: Line) -> None:
    funders = [await a_funder(line, "grants.costs_once") for _ in range(3)]
    paths = [(await applied(line, funder))[0] for funder in funders]
    answers = await gather(*(award(funder, path) for funder, path in zip(funders, paths, strict=True)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 2}


async def test_a_grant_that_came_to_less_leaves_the_rest_of_the_cost_to_others(line: Line) -> None:
    path, _ = await applied(line, line.funder)
    given = await Delivery(line, done(await award(line.funder, path), 201)).agreed()
    await given.close("1.00")
    _, costs = await applied(line, await a_funder(line))
    [cost] = costs["lines"]
    assert (cost["overfunded"], cost["funded_elsewhere"][0]["amount"]) == (pounds("0.00"), pounds("0.50"))


async def test_costs_are_the_applicants_to_state_and_both_parties_to_read(line: Line) -> None:
    path, made = await applied(line, line.funder)
    for reader in (line.provider, line.funder, line.assessor, line.auditor):
        answer = await reader.get(f"{path}/costs")
        assert done(answer) == made
    assert (await line.competitor.get(f"{path}/costs")).status_code == 404
    assert (await line.funder.put(f"{path}/costs", json={"lines": []}, headers=at(NOW))).status_code == 403
    read = at(NOW) | {"If-Match": answer.headers["etag"]}
    assert done(await line.provider.put(f"{path}/costs", json={"lines": []}, headers=read))["lines"] == []
    assert (await line.provider.put(f"{path}/costs", json={"lines": []}, headers=read)).status_code == 412
    done(await award(line.funder, path), 201)
    assert (await line.provider.put(f"{path}/costs", json={"lines": []}, headers=at(NOW))).status_code == 409

"""Matching other people's lists: what is a candidate, what is safe to take, and what is refused."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.charity_files import charities
from services.registry.tests.register_files import imported

from chassis.testing import ServiceUnderTest, service_under_test

RECONCILE, NUMBER = "/registry/v1/reconcile", "GB-CHC-1090095"
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        row = {"registered_charity_number": "1090095", "charity_type": "CIO", "charity_is_cio": "True"}
        await imported(service, charities(row), "charity.txt")
        yield service


async def asked(registry: ServiceUnderTest, text: str) -> Any:
    return await registry.client().post(RECONCILE, data={"queries": text})


async def best(registry: ServiceUnderTest, name: str, **properties: str) -> Any:
    said = [{"pid": pid.replace("_", "-"), "v": value} for pid, value in properties.items()]
    answer = await asked(registry, json.dumps({"q0": {"query": name, "properties": said}}))
    assert answer.status_code == 200, answer.text
    return answer.json()["q0"]["result"][0]


async def test_only_a_number_or_a_name_with_its_postcode_is_a_match(registry: ServiceUnderTest) -> None:
    name = "Ashgate Homeless Trust"
    assert not (await best(registry, name))["match"]
    assert not (await best(registry, name, postcode="LS1 1AA"))["match"]
    assert not (await best(registry, "Ashgate Homless Trust", postcode="DE1 2FS"))["match"]
    assert (await best(registry, name.upper(), postcode="de12fs"))["match"]
    found = await best(registry, "Quite another name", org_id="gb-chc-1090095")
    assert (found["id"], found["match"], found["score"]) == (NUMBER, True, 100.0)
    assert found["type"][0] == {"id": "GB-CHC", "name": "Charity Commission for England and Wales"}


async def test_the_manifest_and_suggestions_have_the_shapes_of_the_specification(registry: ServiceUnderTest) -> None:
    manifest = (await registry.client().get(RECONCILE)).json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "suggest"} <= manifest.keys()
    suggested = await registry.client().get(f"{RECONCILE}/suggest/entity?prefix=ash")
    assert [it["id"] for it in suggested.json()["result"]] == [NUMBER]


async def test_a_batch_that_cannot_be_understood_is_refused_by_name(registry: ServiceUnderTest) -> None:
    crowd = json.dumps({f"q{number}": {"query": "x"} for number in range(51)})
    for text in ("", "[]", "{}", "nonsense", '{"q0": {}}', '{"q0": {"query": ""}}', '{"q0": {"query": 5}}', crowd):
        answer = await asked(registry, text)
        assert answer.status_code == 422, text
    assert (await registry.client().post(RECONCILE, json={})).status_code == 415

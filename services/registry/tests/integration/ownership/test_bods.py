"""What the registry states of owners, in the standard's own form: valid by its schema, and by its own checker."""

import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import which
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test

SCHEMA = Path(__file__).parents[6] / "shared/standards/schemas/bods/0.4.0/schema"
ORGANISATIONS, BODS = "/registry/v1/organisations", "/registry/v1/bods"
NOW = {"Commonweal-Now": "2026-11-20T09:00:00Z"}
HELD = {"source": "GB-COH", "reference": "CS01", "retrieved_on": "2026-11-19", "starts_on": "2020-02-03"}
OWNERS: list[dict[str, Any]] = [
    {"entity": {"name": "Harbour Holdings Inc", "country": "US", "org_id": "US-EIN-123456789"}},
    {"person": {"name": "Marigold Threlfall", "nationality": "IE", "born": "1975-01"}},
    {"unspecified": {"type": "anonymous_entity", "reason": "A court has ordered it."}},
    {"unspecified": {"type": "unknown_entity", "reason": "No answer."}},
]
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
async def published(registry: ServiceUnderTest) -> list[dict[str, Any]]:
    """Statements of every kind of owner, of a joint venture, of a correction and of a withdrawal."""
    registrar = registry.client("registrar")
    home, sister = [await registered(registry, name, number) for name, number in (("Home", "1"), ("Sister", "2"))]
    ids = []
    for owner in [*OWNERS, {"organisation": sister}]:
        body = {"owner": owner, "kind": "shareholding", "share": {"maximum": "0.20"}, **HELD}
        answer = await registrar.post(f"{ORGANISATIONS}/{home}/ownership", json=body, headers=NOW)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    body = {"kind": "shareholding", "share": {"exact": "0.2"}, "reason": "Misread.", **HELD, "ceased_on": "2026-01-02"}
    corrected = await registrar.put(f"{ORGANISATIONS}/{home}/ownership/{ids[0]}", json=body, headers=NOW)
    why = {"reason": "Another person of this name."}
    gone = await registrar.post(f"{ORGANISATIONS}/{home}/ownership/{ids[1]}/withdraw", json=why, headers=NOW)
    thirds = [{"owner": OWNERS[0], "share": "1/3"}, {"owner": OWNERS[2], "share": "2/3"}]
    own = registry.client("provider", organisation=UUID(sister))
    venture = await own.put(f"{ORGANISATIONS}/{sister}/joint-venture", json={"owners": thirds, **HELD}, headers=NOW)
    assert [it.status_code for it in (corrected, gone, venture)] == [200, 200, 200], venture.text
    exported = await registry.client().get(BODS)
    return list(exported.json())


async def registered(registry: ServiceUnderTest, name: str, number: str) -> str:
    said = registration(name=name, org_ids=[f"GB-COH-0000000{number}", f"GB-PPON-PVXB-1234-DGH{'JL'[int(number) - 1]}"])
    answer = await registry.client("registrar").post(ORGANISATIONS, json=said, headers=NOW)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_the_standards_schema_finds_no_fault(published: list[dict[str, Any]]) -> None:
    if not SCHEMA.exists():
        pytest.skip("the standard's schema is not at hand in ../shared/standards")
    resources = [Resource.from_contents(json.loads(path.read_text())) for path in SCHEMA.glob("*.json")]
    known = resources @ Registry()
    validator = Draft202012Validator({"$ref": "urn:statement"}, registry=known)
    assert [error.message for error in validator.iter_errors(published)] == []
    assert list(validator.iter_errors([{**published[0], "recordType": "company"}]))


def test_the_standards_own_checker_finds_no_fault(published: list[dict[str, Any]], tmp_path: Path) -> None:
    """Its licence keeps it out of this environment: it is called where it is installed."""
    checker = which("libcovebods")
    if checker is None:
        pytest.skip("libcovebods is not installed: it is AGPL, so it is run as a command of its own")
    path = tmp_path / "statements.json"
    path.write_text(json.dumps(published))
    done = subprocess.run([checker, "jsv", path], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == []


def test_a_declaration_is_complete_and_in_order(published: list[dict[str, Any]]) -> None:
    seen: dict[str, list[str]] = {}
    for it in published:
        details = it["recordDetails"]
        if it["recordType"] == "relationship":
            assert {details["subject"], details["interestedParty"]} <= seen.keys()
        seen.setdefault(it["recordId"], []).append(it["recordStatus"])
        assert it["declarationSubject"] in seen
    assert {tuple(statuses) for statuses in seen.values()} == {("new",), ("new", "updated"), ("new", "closed")}
    assert len({it["statementId"] for it in published}) == len(published)


def test_statements_say_who_said_so_and_why_they_say_it_anew(published: list[dict[str, Any]]) -> None:
    [updated] = [it for it in published if it["recordStatus"] == "updated"]
    assert updated["annotations"][0]["description"] == "Misread."
    assert updated["recordDetails"]["interests"][0]["endDate"] == "2026-01-02"
    assert updated["source"]["type"] == ["officialRegister"]
    own = [it for it in published if it["source"]["type"] == ["selfDeclaration"]]
    thirds = [it for it in own if it["recordType"] == "relationship" and "annotations" in it]
    assert {it["annotations"][0]["description"] for it in thirds} == {
        "Exactly 1/3 of the whole.",
        "Exactly 2/3 of the whole.",
    }
    assert {it["source"]["assertedBy"][0]["name"] for it in own} == {"Sister"}


async def test_one_organisations_declaration_and_one_publishers_are_picked(
    registry: ServiceUnderTest, published: list[dict[str, Any]]
) -> None:
    home = published[0]["declarationSubject"]
    own = (await registry.client().get(f"{BODS}?organisation_id={home}")).json()
    nobody = (await registry.client().get(f"{BODS}?publisher=Nobody")).json()
    assert own == [it for it in published if it["declarationSubject"] == home]
    assert nobody == []

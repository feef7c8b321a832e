"""Of a file that is partly wrong the rest is kept, and each statement that is not says why."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OwnershipStated

BODS = "/registry/v1/bods"
NOW = {"Commonweal-Now": "2026-11-20T09:00:00Z"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


def statement(id_: str, record: str, details: dict[str, Any], type_: str = "entity", **changes: Any) -> dict[str, Any]:
    published = {"publicationDate": "2026-01-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}}
    said: dict[str, Any] = {
        "statementId": id_.ljust(32, "0"),
        "recordId": record,
        "recordType": type_,
        "recordStatus": "new",
    }
    said |= {"declarationSubject": "home", "statementDate": "2026-01-02", "publicationDetails": published}
    return said | {"recordDetails": {"isComponent": False, **details}} | changes


def entity(record: str, **changes: Any) -> dict[str, Any]:
    return statement(
        f"entity-{record}", record, {"entityType": {"type": "registeredEntity"}, "name": record}, **changes
    )


def relationship(record: str, subject: str, owner: str, exact: float, **changes: Any) -> dict[str, Any]:
    interest = {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": exact}}
    details = {"subject": subject, "interestedParty": owner, "interests": [interest]}
    return statement(f"rel-{record}", record, details, "relationship", **changes)


async def imported(registry: ServiceUnderTest, *statements: Any) -> dict[str, Any]:
    text = json.dumps(statements)
    sent = {"Content-Type": "application/json", **NOW}
    answer: httpx.Response = await registry.client("registrar").post(BODS, content=text, headers=sent)
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    assert outcome["read"] == outcome["accepted"] + outcome["unchanged"] + len(outcome["rejected"]) == len(statements)
    return outcome


SOUND = [entity("home"), entity("owner"), relationship("r1", "home", "owner", 60)]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (relationship("r2", "owner", "home", 10), "circular"),
        (relationship("r2", "home", "home", 10), "circular"),
        (relationship("r2", "home", "nobody", 10), "not stated before"),
        (relationship("r2", "home", "owner", 200), "0 to 100 %"),
        (relationship("r2", "home", "owner", -1), "0 to 100 %"),
        (entity("later", statementDate="2026-11-21"), "has not come"),
        (entity("twice", statementId=SOUND[0]["statementId"]), "same statementId"),
        (entity("home", statementId="x" * 32), "not new"),
        (entity("old", publicationDetails={"bodsVersion": "0.3"}), "0.4 is read here"),
        (entity("ours", publicationDetails={"publisher": {"name": "Commonweal registry"}}), "itself"),
        (entity("odd", recordType="company"), "recordType is one of"),
        (entity("short", statementId="x"), "32 to 64"),
        ("no statement", "JSON object"),
    ],
)
async def test_what_cannot_be_is_rejected_and_the_rest_is_kept(
    registry: ServiceUnderTest, wrong: Any, reason: str
) -> None:
    outcome = await imported(registry, *SOUND, entity("other", declarationSubject="elsewhere"), wrong)
    [rejected] = outcome["rejected"]
    assert (rejected["row"], reason in rejected["reason"]) == (5, True), rejected
    exported = (await registry.client().get(BODS)).json()
    assert [it["statementId"] for it in exported[:3]] == [it["statementId"] for it in SOUND]
    assert len(exported) == 4


async def test_a_published_statement_is_followed_and_never_changed(registry: ServiceUnderTest) -> None:
    await imported(registry, *SOUND)
    changed = relationship("r1", "home", "owner", 70)
    follows = {"recordStatus": "updated", "statementId": "u" * 32, "statementDate": "2026-02-02"}
    closed = {"recordStatus": "closed", "statementId": "c" * 32, "statementDate": "2026-03-03"}
    after = {"recordStatus": "updated", "statementId": "a" * 32, "statementDate": "2026-04-04"}
    steps = [relationship("r1", "home", "owner", 40, **each) for each in (follows, closed, after)]
    outcome = await imported(registry, changed, *steps)
    assert (outcome["accepted"], [it["row"] for it in outcome["rejected"]]) == (2, [1, 4])


async def test_owners_of_a_registered_organisation_are_told(registry: ServiceUnderTest) -> None:
    registrar = registry.client("registrar")
    said = {"name": "Home", "org_ids": ["GB-COH-01234567"]}
    home = (await registrar.post("/registry/v1/organisations", json=said, headers=NOW)).json()["id"]
    numbered = {"entityType": {"type": "registeredEntity"}, "identifiers": [{"scheme": "GB-COH", "id": "1234567"}]}
    rest = [entity("owner"), relationship("r1", "home", "owner", 60)]
    await imported(registry, statement("entity-home", "home", numbered), *rest)
    tree = (await registry.client().get(f"/registry/v1/organisations/{home}/ownership", headers=NOW)).json()
    [told] = [it for it in await registry.emitted() if isinstance(it, OwnershipStated)]
    assert (str(told.organisation_id), tree["group"]["name"], tree["group"]["type"]) == (home, "owner", "entity")
    assert tree["direct"][0]["interest"]["stated_by"] == "bods:A register"
    exported = (await registry.client().get(f"{BODS}?organisation_id={home}")).json()
    assert len(exported) == 3


@pytest.mark.parametrize("body", ["", "[", "{", "42", '"text"', "[] []", "\ufeff"])
async def test_text_that_is_no_list_of_statements_is_refused(registry: ServiceUnderTest, body: str) -> None:
    sent = {"Content-Type": "application/json", **NOW}
    answer = await registry.client("registrar").post(BODS, content=body.encode(), headers=sent)
    visitor = await registry.client("provider").post(BODS, content="[]", headers=sent)
    assert visitor.status_code == 403
    assert answer.status_code == (422 if body != "{" else 200), answer.text

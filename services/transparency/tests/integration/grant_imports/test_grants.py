"""Grants over HTTP: the platform's own, and other funders' taken in and given back."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from services.transparency.tests.checks import check, standards
from services.transparency.tests.giving import GRANT, a_file, a_foreign_grant, a_payment, an_award
from sqlalchemy import select

from chassis.testing import ServiceUnderTest
from events.transparency import GrantImported, OrganisationSighted
from transparency.grant_awards.tables import grants

IMPORTS = "/transparency/v1/imports/360giving"
GRANTS = "/transparency/v1/360giving"
BULK = "/transparency/v1/bulk/360giving"
pytestmark = pytest.mark.integration


@pytest.fixture
async def service(
    service_under_test: Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]],
) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        yield service


async def imported(service: ServiceUnderTest, body: str) -> dict[str, Any]:
    answer = await service.client("platform_admin").post(IMPORTS, content=body.encode())
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    assert outcome["read"] == outcome["accepted"] + outcome["unchanged"] + len(outcome["rejected"])
    return outcome


async def given_back(service: ServiceUnderTest, **query: str) -> list[dict[str, Any]]:
    answer = await service.client().get(BULK, params={"source": "imported", "format": "package", **query})
    found: list[dict[str, Any]] = answer.json()["grants"]
    return found


async def test_a_grant_is_published_as_it_stands_and_a_rebuild_gives_the_same_bytes(service: ServiceUnderTest) -> None:
    await service.feed(an_award(), GRANT)
    await service.feed(a_payment(), GRANT)
    package = (await service.client().get(GRANTS)).json()
    assert [grant["amountDisbursed"] for grant in package["grants"]] == [5000.25]
    assert [error.message for error in check("threesixtygiving").package_validator().iter_errors(package)] == []
    async with service.sessions() as session:
        before = (await session.execute(select(grants))).all()
    await service.rebuild()
    async with service.sessions() as session:
        assert (await session.execute(select(grants))).all() == before


async def test_an_import_run_again_has_no_effect(service: ServiceUnderTest) -> None:
    file = a_file(a_foreign_grant(1), a_foreign_grant(2, fromOpenCall="Y"), title="Our grants")
    first = await imported(service, file)
    told = await service.emitted()
    assert (first["accepted"], [noted["notes"] for noted in first["noted"]]) == (
        2,
        [["open-call: fromOpenCall was 'Y', is 'Yes'"]],
    )
    assert [type(event) for event in told] == [GrantImported] * 2 + [OrganisationSighted] * 2
    again = await imported(service, json.dumps(json.loads(file), indent=1))
    assert (again["accepted"], again["unchanged"], again["noted"]) == (0, 2, [])
    assert await service.emitted() == told
    assert await given_back(service) == [a_foreign_grant(1), a_foreign_grant(2)]


async def test_a_grant_published_anew_replaces_the_one_before_if_it_says_that_it_is_newer(
    service: ServiceUnderTest,
) -> None:
    newer = a_foreign_grant(1, dateModified="2026-01-01T00:00:00Z", amountDisbursed=5)
    outcomes = [
        await imported(service, a_file(grant))
        for grant in (a_foreign_grant(1), newer, a_foreign_grant(1, title="Other"))
    ]
    assert [outcome["accepted"] for outcome in outcomes] == [1, 1, 0]
    assert "does not say that it was modified later" in outcomes[2]["rejected"][0]["reason"]
    assert await given_back(service) == [newer]


async def test_what_the_platform_publishes_itself_cannot_be_imported_over_it(service: ServiceUnderTest) -> None:
    await service.feed(an_award(), GRANT)
    [own] = (await service.client().get(GRANTS)).json()["grants"]
    assert (await imported(service, a_file(own)))["unchanged"] == 1
    forged = own | {"amountAwarded": 1, "dateModified": "2099-01-01T00:00:00Z"}
    assert len((await imported(service, a_file(forged)))["rejected"]) == 1


async def test_grants_can_be_asked_for_by_funder_and_page(service: ServiceUnderTest) -> None:
    other = a_foreign_grant(9, fundingOrganization=[{"id": "GB-CHC-1159982", "name": "Another"}])
    await imported(service, a_file(*(a_foreign_grant(number) for number in range(5)), other))
    assert await given_back(service, funder="GB-CHC-1159982") == [other]
    client, path, seen = service.client(), f"{GRANTS}?source=imported&limit=2", []
    while path:
        answer = await client.get(path)
        seen += answer.json()["grants"]
        path = answer.headers.get("link", "").partition(">")[0].removeprefix("<")
    assert seen == await given_back(service)
    assert len(seen) == 6


async def test_only_a_platform_admin_may_import(service: ServiceUnderTest) -> None:
    for client, status in ((service.client(), 401), (service.client("funder"), 403)):
        assert (await client.post(IMPORTS, content=a_file(a_foreign_grant()).encode())).status_code == status


@pytest.mark.parametrize("body", [b"", b"{", b"1", b"\xff", b'{"grants": 1}', b'{"grants": [], "grants": []}'])
async def test_a_body_without_grants_is_refused(service: ServiceUnderTest, body: bytes) -> None:
    assert (await service.client("platform_admin").post(IMPORTS, content=body)).status_code == 422


async def test_three_funders_files_come_in_and_go_out_without_loss(service: ServiceUnderTest) -> None:
    folder = standards("data/threesixtygiving")
    valid: list[dict[str, Any]] = []
    for name in ("ab-charitable-trust_a001p00000zgyHZAAY", "power-to-change_a002400000nO46WAAS"):
        text = (folder / f"{name}.json").read_text(encoding="utf-8")
        outcome = await imported(service, text)
        assert (outcome["rejected"], outcome["noted"]) == ([], [])
        valid += json.loads(text)["grants"]
    found = await given_back(service)
    assert sorted(found, key=lambda grant: str(grant["id"])) == sorted(valid, key=lambda grant: str(grant["id"]))
    lloyds = json.loads((folder / "lloyds-bank-foundation_a002400000OiDBQAA3_INVALID.json").read_text(encoding="utf-8"))
    part = json.dumps({"grants": lloyds["grants"][:400]})
    outcome = await imported(service, part)
    assert outcome["accepted"] == len(outcome["noted"])  # each has its `Y`, and none is mended silently
    assert (await imported(service, part))["unchanged"] == outcome["accepted"]
    package = {"grants": await given_back(service)}
    assert [error.message for error in check("threesixtygiving").package_validator().iter_errors(package)] == []

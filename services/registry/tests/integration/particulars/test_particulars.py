"""Names over time, sites, contacts, members and legal forms over HTTP."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.registry.tests.builders import TRUST, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationChanged, OrganisationRegistered, OtherName, Site

ORGANISATIONS = "/registry/v1/organisations"
AUGUST = {"Commonweal-Now": "2026-08-17T09:00:00Z"}
QUAY = {
    "kind": "operating",
    "name": "Quay House",
    "address": {"locality": "Northbridge", "postcode": "DE1 2FS"},
    "area": "E06000015",
    "since": "2022-04-01",
}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
def registrar(registry: ServiceUnderTest) -> httpx.AsyncClient:
    return registry.client("registrar")


async def registered(registrar: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await registrar.post(ORGANISATIONS, json=registration(**changes), headers=AUGUST)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_sites_contacts_and_names_are_told_to_everybody(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    contact = {"purpose": "tenders", "email": "Tenders@example.org", "phone": "01632 960123"}
    name = {"name": "Quayside", "kind": "former", "since": "2001-01-01", "until": "2021-03-31"}
    told = await registered(registrar, sites=[QUAY], contacts=[contact], other_names=[name], legal_form="cic")
    assert told["sites"] == [QUAY | {"address": told["sites"][0]["address"], "until": None}]
    assert told["contacts"] == [contact | {"email": "tenders@example.org"}]
    assert told["other_names"] == [name]
    assert (told["legal_form"], told["legal_form_words"]) == (
        "community_interest_company",
        "Community interest company",
    )
    [event] = await registry.emitted()
    assert isinstance(event, OrganisationRegistered)
    assert event.organisation.other_names == [OtherName.model_validate(name)]
    assert event.organisation.sites == [Site.model_validate(QUAY)]
    assert (await registrar.get(f"{ORGANISATIONS}/{told['id']}")).json() == told


async def test_an_organisation_is_found_by_its_former_name_after_those_that_bear_it(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    renamed = await registered(registrar, name="Quayside Lettings", org_ids=[TRUST])
    said = registration(name="Harbour Homes", org_ids=[TRUST])
    answer = await registrar.put(f"{ORGANISATIONS}/{renamed['id']}", json=said, headers=AUGUST)
    assert answer.json()["other_names"] == [
        {"name": "Quayside Lettings", "kind": "former", "since": None, "until": "2026-08-17"}
    ]
    await registered(registrar, name="Quayside Lettings of Derby")
    found = await registry.client().get(ORGANISATIONS, params={"name": "quayside letings"})
    assert [item["name"] for item in found.json()["items"]] == ["Quayside Lettings of Derby", "Harbour Homes"]
    *_, changed, _ = await registry.emitted()
    assert isinstance(changed, OrganisationChanged)
    assert changed.organisation.other_names[0].name == "Quayside Lettings"


async def test_a_client_that_knows_nothing_of_sites_takes_none_away(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    first = await registered(registrar, sites=[QUAY])
    after = await registrar.put(f"{ORGANISATIONS}/{first['id']}", json=registration(website="https://a.example.org/"))
    assert after.json()["sites"] == first["sites"]
    cleared = await registrar.put(f"{ORGANISATIONS}/{first['id']}", json=registration(sites=[]))
    assert cleared.json()["sites"] == []


async def test_a_consortium_has_members_and_is_none_of_its_own(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    lead, other = await registered(registrar), await registered(registrar)
    members = [{"organisation": lead["id"], "lead": True}, {"organisation": other["id"], "since": "2026-01-01"}]
    consortium = await registered(registrar, name="Northbridge Together", members=members)
    assert [member["lead"] for member in consortium["members"]] == [True, False]
    said = registration(members=[{"organisation": consortium["id"]}])
    around = await registrar.put(f"{ORGANISATIONS}/{lead['id']}", json=said, headers=AUGUST)
    assert (around.status_code, around.json()["errors"][0]["path"]) == (422, "/members")
    assert (await registrar.get(f"{ORGANISATIONS}/{lead['id']}")).json() == lead


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"members": [{"organisation": str(UUID(int=1))}]}, "/members"),
        ({"other_names": [{"name": "X", "kind": "former", "until": "2026-08-18"}]}, "/other_names/0/until"),
        ({"other_names": [{"name": "X", "kind": "nickname"}]}, "/other_names/0/kind"),
        ({"sites": [QUAY | {"area": "Derby"}]}, "/sites/0/area"),
        ({"sites": [QUAY | {"since": "2099-01-01"}]}, "/sites/0/since"),
        ({"contacts": [{"purpose": "press", "email": "jo.bloggs@example.org"}]}, "/contacts/0/email"),
        ({"contacts": [{"purpose": "press"}]}, "/contacts/0"),
    ],
    ids=str,
)
async def test_what_nobody_could_mean_is_refused_at_its_place_and_nothing_is_written(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, changes: dict[str, Any], pointer: str
) -> None:
    answer = await registrar.post(ORGANISATIONS, json=registration(**changes), headers=AUGUST)
    assert answer.status_code == 422, answer.text
    assert [error["path"] for error in answer.json()["errors"]] == [pointer]
    assert await registry.emitted() == []


async def test_a_status_begins_on_a_day_that_has_come(registrar: httpx.AsyncClient) -> None:
    path = f"{ORGANISATIONS}/{(await registered(registrar))['id']}/verify"
    found = {"register": "GB-CHC", "status": "removed", "since": "2026-08-18"}
    assert (await registrar.post(path, json=found, headers=AUGUST)).status_code == 422
    answer = await registrar.post(path, json=found | {"since": "2024-02-29"}, headers=AUGUST)
    assert (answer.json()["status"], answer.json()["status_since"]) == ("removed", "2024-02-29")


async def test_the_legal_forms_are_listed_with_the_words_that_people_read(registry: ServiceUnderTest) -> None:
    visitor = registry.client()
    every = (await visitor.get("/registry/v1/legal-forms")).json()["items"]
    then = (await visitor.get("/registry/v1/legal-forms", params={"on": "2010-01-01"})).json()["items"]
    assert {"cic_guarantee", "cio", "industrial_and_provident_society"} <= {form["code"] for form in every}
    assert "cio" not in {form["code"] for form in then}
    assert next(form for form in every if form["code"] == "cio")["since"] == "2013-01-02"

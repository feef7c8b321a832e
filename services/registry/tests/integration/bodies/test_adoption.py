"""How a body of the mirror becomes an organisation, and what becomes of what its registers prove."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from services.registry.tests.charity_files import charities, reregistrations, same_bodies
from services.registry.tests.register_files import imported

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationChanged, OrganisationRegistered

ADOPT, ORGANISATIONS = "/registry/v1/registers/GB-CHC/{}/adopt", "/registry/v1/organisations"
CHARITY, COMPANY = "GB-CHC-1090095", "GB-COH-09506232"
LATER = {"Commonweal-Now": "2026-12-01T09:00:00Z"}
CIO = {"registered_charity_number": "1090095", "charity_type": "CIO", "charity_is_cio": "True"}
GONE = {"charity_registration_status": "Removed", "date_of_removal": "2020-01-01 00:00:00.0000000"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        await imported(service, charities(CIO), "charity.txt")
        await imported(service, same_bodies((CHARITY, COMPANY)), "pairs.csv")
        yield service


async def adopted(registry: ServiceUnderTest, number: str = "1090095") -> Any:
    answer = await registry.client("registrar").post(ADOPT.format(number), headers=LATER)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def facts_of(registry: ServiceUnderTest, organisation: str) -> dict[str, Any]:
    answer = await registry.client().get(f"{ORGANISATIONS}/{organisation}/evidence?live_on=2026-12-31")
    assert answer.status_code == 200, answer.text
    return {it["name"]: it for it in answer.json()["items"]}


async def hears_itself(registry: ServiceUnderTest) -> None:
    """What the registry said of organisations comes back to it from its own stream."""
    for event in await registry.emitted():
        if isinstance(event, OrganisationRegistered | OrganisationChanged):
            await registry.feed(event, event.organisation.id)


async def test_a_registrar_adopts_a_body_with_its_numbers_and_what_they_prove(registry: ServiceUnderTest) -> None:
    organisation = await adopted(registry)
    assert (organisation["name"], organisation["legal_form"]) == ("Ashgate Homeless Trust", "cio")
    assert (organisation["verified"], organisation["status"]) == (True, "active")
    assert organisation["org_ids"] == [CHARITY, COMPANY]
    facts = await facts_of(registry, organisation["id"])
    assert {name: it["value"] for name, it in facts.items()} == {"charity_registration": "registered", "cio": True}
    assert (facts["cio"]["source"], facts["cio"]["reference"]) == ("register:ccew", CHARITY)
    assert facts["cio"]["standing"] == "register"


async def test_adopting_again_changes_nothing(registry: ServiceUnderTest) -> None:
    first = await adopted(registry)
    said = len(await registry.emitted())
    assert await adopted(registry) == first
    assert len(await registry.emitted()) == said


async def test_a_provider_claims_a_body_and_a_registrar_verifies_it(registry: ServiceUnderTest) -> None:
    provider = registry.client("provider", organisation=uuid4())
    claimed = (await provider.post(ADOPT.format("1090095"), headers=LATER)).json()
    assert (claimed["verified"], claimed["org_ids"]) == (False, [CHARITY, COMPANY])
    await hears_itself(registry)
    assert await facts_of(registry, claimed["id"]) == {}
    registrar = registry.client("registrar")
    await registrar.post(f"{ORGANISATIONS}/{claimed['id']}/verify", json={"register": "GB-CHC"}, headers=LATER)
    await hears_itself(registry)
    assert set(await facts_of(registry, claimed["id"])) == {"charity_registration", "cio"}


async def test_nobody_claims_what_another_bears(registry: ServiceUnderTest) -> None:
    await adopted(registry)
    answer = await registry.client("provider", organisation=uuid4()).post(ADOPT.format("1090095"), headers=LATER)
    assert answer.status_code == 404


async def test_two_organisations_that_share_a_body_are_named(registry: ServiceUnderTest) -> None:
    registrar = registry.client("registrar")
    for number in (CHARITY, COMPANY):
        await registrar.post(ORGANISATIONS, json={"name": f"Bearer of {number}", "org_ids": [number]})
    answer = await registrar.post(ADOPT.format("1090095"), headers=LATER)
    assert answer.status_code == 409
    assert "Bearer of GB-CHC-1090095" in answer.json()["detail"]
    assert "Bearer of GB-COH-09506232" in answer.json()["detail"]


async def test_whoever_registers_by_a_known_number_gets_the_others_and_the_proofs(registry: ServiceUnderTest) -> None:
    said = {"name": "Ashgate", "org_ids": [COMPANY]}
    made = (await registry.client("registrar").post(ORGANISATIONS, json=said)).json()
    await hears_itself(registry)
    shown = (await registry.client().get(f"{ORGANISATIONS}/{made['id']}")).json()
    assert set(shown["org_ids"]) == {CHARITY, COMPANY}
    assert set(await facts_of(registry, made["id"])) == {"charity_registration", "cio"}


async def test_a_later_extract_corrects_what_was_proved(registry: ServiceUnderTest) -> None:
    organisation = await adopted(registry)
    await imported(registry, charities({**CIO, **GONE}), "charity.txt")
    facts = await facts_of(registry, organisation["id"])
    assert {name: it["value"] for name, it in facts.items()} == {"charity_registration": "removed"}


async def test_an_old_number_follows_to_the_new_one(registry: ServiceUnderTest) -> None:
    organisation = await adopted(registry)
    new = {**CIO, "registered_charity_number": "1199999"}
    await imported(registry, charities({**CIO, **GONE}, new), "charity.txt")
    await imported(registry, reregistrations(("1090095", "1199999")), "reregistered.csv")
    shown = (await registry.client().get(f"{ORGANISATIONS}/{organisation['id']}")).json()
    assert "GB-CHC-1199999" in shown["org_ids"]
    facts = await facts_of(registry, organisation["id"])
    assert facts["charity_registration"]["value"] == "registered"
    assert facts["charity_registration"]["reference"] == "GB-CHC-1199999"


async def test_a_removed_charity_is_adopted_as_removed(registry: ServiceUnderTest) -> None:
    await imported(registry, charities({**GONE, "registered_charity_number": "212121"}), "charity.txt")
    organisation = await adopted(registry, "212121")
    assert (organisation["status"], organisation["status_since"]) == ("removed", "2020-01-01")


async def test_a_number_that_no_register_gave_cannot_be_adopted(registry: ServiceUnderTest) -> None:
    answer = await registry.client("registrar").post(ADOPT.format("1099999"), headers=LATER)
    assert (answer.status_code, answer.json()["detail"]) == (404, "No register that was read knows GB-CHC-1099999.")

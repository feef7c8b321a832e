"""Services over HTTP: who may say what of which, and what the others hear of it."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from services.registry.tests.offering import SERVICES, offered, provider_of, stated

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import ServiceChanged, ServiceOffered, ServiceWithdrawn
from registry.offers.schemas import OfferIn

pytestmark = pytest.mark.integration
AT_NINE = {"Commonweal-Now": "2026-11-25T09:00:00Z"}


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def test_an_organisation_offers_a_service_and_everybody_reads_it(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry)
    example = OfferIn.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index]
    answer = await provider.post(SERVICES, json=example, headers=AT_NINE)
    assert answer.status_code == 201, answer.text
    service = answer.json()
    assert (service["organisation_id"], service["status"], service["version"]) == (str(own), "active", 1)
    read = await registry.client().get(f"{SERVICES}/{service['id']}")
    assert (read.status_code, read.json()) == (200, service)
    *_, told = await registry.emitted()
    assert isinstance(told, ServiceOffered)
    assert (str(told.service.id), told.service.costs[0].amount) == (service["id"], "0.00")
    assert answer.headers["Commonweal-Event"] == f"registry/{service['id']}/1"


async def test_restating_takes_the_version_that_was_read(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    service = await offered(provider)
    path = f"{SERVICES}/{service['id']}"
    tag = (await provider.get(path)).headers["ETag"]
    changed = await provider.put(path, json=stated(name="Day centre"), headers={"If-Match": tag, **AT_NINE})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    stale = await provider.put(path, json=stated(name="Café"), headers={"If-Match": tag, **AT_NINE})
    assert stale.status_code == 412
    same = await provider.put(path, json=stated(name="Day centre"), headers=AT_NINE)
    assert (same.status_code, same.json()["version"]) == (200, 2)
    *_, told = await registry.emitted()
    assert isinstance(told, ServiceChanged)
    assert (told.service.name, told.entity_version) == ("Day centre", 2)


async def test_a_withdrawn_service_stays_to_be_read_as_defunct(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    service = await offered(provider, places={"capacity": 3, "vacancies": 1, "as_of": "2026-11-20"})
    path = f"{SERVICES}/{service['id']}"
    answer = await provider.post(f"{path}/withdraw", json={"reason": "The lease has ended."}, headers=AT_NINE)
    assert (answer.status_code, answer.json()["status"], answer.json()["offer"]["places"]) == (200, "defunct", None)
    assert (await registry.client().get(path)).json()["withdrawn_because"] == "The lease has ended."
    assert (await provider.put(path, json=stated(), headers=AT_NINE)).status_code == 409
    *_, told = await registry.emitted()
    assert isinstance(told, ServiceWithdrawn)
    assert (told.service.status, told.reason) == ("defunct", "The lease has ended.")


async def test_only_the_organisation_itself_or_a_registrar_writes(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry)
    service = await offered(provider)
    path = f"{SERVICES}/{service['id']}"
    _, other = await provider_of(registry, name="Another")
    for refused in (
        await other.put(path, json=stated(), headers=AT_NINE),
        await other.post(f"{path}/withdraw", json={"reason": "No."}, headers=AT_NINE),
        await other.post(SERVICES, json=stated(organisation_id=str(own)), headers=AT_NINE),
        await registry.client("provider", organisation=uuid4()).post(SERVICES, json=stated(), headers=AT_NINE),
    ):
        assert refused.status_code == 404, refused.text
    assert (await registry.client("auditor").post(SERVICES, json=stated(), headers=AT_NINE)).status_code == 403
    assert (await registry.client().post(SERVICES, json=stated(), headers=AT_NINE)).status_code == 401
    registrar = registry.client("registrar")
    assert (await registrar.post(SERVICES, json=stated(), headers=AT_NINE)).status_code == 403
    theirs = await registrar.post(SERVICES, json=stated(organisation_id=str(own)), headers=AT_NINE)
    assert (theirs.status_code, theirs.json()["organisation_id"]) == (201, str(own))


async def test_a_dissolved_organisation_offers_nothing_new(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry)
    path = f"/registry/v1/organisations/{own}/verify"
    answer = await registry.client("registrar").post(path, json={"register": "GB-CHC", "status": "dissolved"})
    assert answer.status_code == 200
    assert (await provider.post(SERVICES, json=stated(), headers=AT_NINE)).status_code == 409


async def test_bad_input_names_its_place_and_writes_nothing(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    before = len(await registry.emitted())
    for changes, place in (
        ({"areas": [{"code": "Derby"}]}, "/areas/0"),
        ({"places": {"capacity": 2, "vacancies": 3, "as_of": "2026-11-20"}}, "/places"),
        ({"places": {"capacity": 2, "vacancies": 1, "as_of": "2026-11-26"}}, "/places/as_of"),
        ({"schedules": [{"frequency": "WEEKLY", "opens_at": "09:00"}]}, "/schedules/0"),
        ({"email": "ann..persona@example.org"}, "/email"),
        ({"contacts": [{"role": "Desk", "email": "ann.persona@example.org"}]}, "/contacts/0/email"),
    ):
        answer = await provider.post(SERVICES, json=stated(**changes), headers=AT_NINE)
        assert answer.status_code == 422, answer.text
        assert [fault["path"] for fault in answer.json()["errors"]] == [place]
    assert len(await registry.emitted()) == before

"""What becomes of an organisation that an imported file names."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest
from services.registry.tests.builders import COMPANY, COUNCIL, TRUST, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events import Address
from events.registry import OrganisationChanged, OrganisationRegistered
from events.transparency import OrganisationSighted

ORGANISATIONS = "/registry/v1/organisations"
PORTALS = UUID("7b1d3c5e-0000-4000-8000-000000000001")
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def sight(registry: ServiceUnderTest, where: str, *org_ids: str, **changes: Any) -> UUID:
    """An imported file names an organisation; returns the UUID derived from `where` it was found."""
    sighting = uuid5(PORTALS, where)
    facts = {"name": "Ashgate Homeless Trust", "roles": ["provider"], "source": "ocds:Contracts Finder"} | changes
    await registry.feed(OrganisationSighted(occurred_at=NOW, org_ids=list(org_ids), **facts), sighting)
    return sighting


async def test_a_sighted_organisation_is_registered_unverified_with_its_source(registry: ServiceUnderTest) -> None:
    sighting = await sight(registry, TRUST, TRUST, address=Address(locality="Derby"))
    [event] = await registry.emitted()
    assert isinstance(event, OrganisationRegistered)
    facts = event.organisation
    assert (facts.id, facts.org_ids, facts.roles) == (sighting, [TRUST], ["provider"])
    assert (facts.verified, facts.source, facts.status) == (False, "ocds:Contracts Finder", "active")
    assert facts.address == Address(locality="Derby")


async def test_the_same_sighting_again_changes_nothing(registry: ServiceUnderTest) -> None:
    await sight(registry, TRUST, TRUST)
    await sight(registry, TRUST, TRUST)
    await sight(registry, "elsewhere", TRUST, name="ASHGATE HOMELESS TRUST")
    assert len(await registry.emitted()) == 1


async def test_a_known_organisation_gets_only_what_it_lacks(registry: ServiceUnderTest) -> None:
    first = await sight(registry, TRUST, TRUST)
    await sight(registry, COMPANY, COMPANY, TRUST, name="ASHGATE", roles=["funder"], address=Address(locality="York"))
    _, event = await registry.emitted()
    assert isinstance(event, OrganisationChanged)
    facts = event.organisation
    assert (facts.id, facts.name, facts.address) == (first, "Ashgate Homeless Trust", None)
    assert (facts.org_ids, facts.roles) == ([TRUST, COMPANY], ["funder", "provider"])


async def test_a_verified_organisation_gets_no_number_from_a_file(registry: ServiceUnderTest) -> None:
    first = await sight(registry, TRUST, TRUST)
    registrar = registry.client("registrar")
    await registrar.post(f"{ORGANISATIONS}/{first}/verify", json={"register": "GB-CHC"})
    await sight(registry, COMPANY, TRUST, COMPANY)
    kept = (await registrar.get(f"{ORGANISATIONS}/{first}")).json()
    assert (kept["org_ids"], kept["verified"]) == ([TRUST], True)


async def test_a_file_never_makes_two_organisations_one(registry: ServiceUnderTest) -> None:
    one, other = await sight(registry, TRUST, TRUST), await sight(registry, COUNCIL, COUNCIL)
    await sight(registry, COMPANY, TRUST, COUNCIL, COMPANY)
    visitor = registry.client()
    assert (await visitor.get(f"{ORGANISATIONS}/{one}")).json()["org_ids"] == [TRUST, COMPANY]
    assert (await visitor.get(f"{ORGANISATIONS}/{other}")).json()["org_ids"] == [COUNCIL]


async def test_two_that_share_a_name_stay_two(registry: ServiceUnderTest) -> None:
    one, other = await sight(registry, "file-1/party-7"), await sight(registry, "file-2/party-7")
    assert {event.entity for event in await registry.emitted()} == {one, other}


@pytest.mark.parametrize("number", ["GB-COH-notacompany", "Contracts Finder", ""])
async def test_without_a_number_that_could_be_one_it_is_known_by_where_it_was_found(
    registry: ServiceUnderTest, number: str
) -> None:
    sighting = await sight(registry, "file-1/party-7", number)
    await sight(registry, "file-1/party-7", number)
    [event] = await registry.emitted()
    assert isinstance(event, OrganisationRegistered)
    assert (event.organisation.id, event.organisation.org_ids) == (sighting, [])


async def test_a_role_that_the_register_does_not_know_is_left_out(registry: ServiceUnderTest) -> None:
    await sight(registry, TRUST, TRUST, roles=["reviewBody", "buyer"])
    [event] = await registry.emitted()
    assert isinstance(event, OrganisationRegistered)
    assert event.organisation.roles == ["buyer"]


async def test_a_registered_organisation_is_recognised_by_its_number(registry: ServiceUnderTest) -> None:
    registrar = registry.client("registrar")
    earlier = {"Commonweal-Now": "2026-08-16T09:00:00Z"}
    first = (await registrar.post(ORGANISATIONS, json=registration(org_ids=[TRUST]), headers=earlier)).json()
    await sight(registry, TRUST, TRUST, roles=["provider", "funder"])
    _, event = await registry.emitted()
    assert isinstance(event, OrganisationChanged)
    assert (str(event.organisation.id), event.organisation.source) == (first["id"], "registrar")

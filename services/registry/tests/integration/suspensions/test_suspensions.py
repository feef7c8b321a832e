"""Suspensions over HTTP, on a real database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from services.registry.tests.builders import registration
from services.registry.tests.offering import stated

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationChanged, OrganisationSuspended, SuspensionAnnounced, SuspensionEnded
from kernel.identifiers import new_id

V1 = "/registry/v1"
WHY = {"reasons": "Its accounts of two years are missing.", "ends_on": "2026-12-31"}
IMPOSED = {"imposes": True, "because": "What was filed is another's."}
pytestmark = pytest.mark.integration


def at(day: str) -> dict[str, str]:
    return {"Commonweal-Now": f"{day}T09:00:00Z"}


TODAY, LATER = at("2026-08-17"), at("2026-09-01")


class House:
    """Two registrars, the public, and a trust that speaks for itself."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.service, self.trust = service, new_id()
        self.one, self.other = (service.client("registrar", subject=name) for name in ("one", "other"))
        self.own, self.public = service.client("provider", organisation=self.trust), service.client()

    @property
    def path(self) -> str:
        return f"{V1}/organisations/{self.trust}"

    async def announced(self) -> Any:
        return done(await self.one.post(f"{self.path}/suspensions", json=WHY, headers=TODAY), 201)

    async def imposed(self) -> Any:
        suspension = await self.announced()
        return done(await self.other.post(f"{path_of(suspension)}/decide", json=IMPOSED, headers=LATER))

    async def status(self) -> str:
        return str(done(await self.public.get(self.path))["status"])

    async def seen(self, by: httpx.AsyncClient) -> list[str]:
        return [it["status"] for it in done(await by.get(f"{self.path}/suspensions"))["items"]]


def path_of(suspension: Any) -> str:
    return f"{V1}/suspensions/{suspension['id']}"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with service_under_test("registry") as service:
        house = House(service)
        done(await house.own.post(f"{V1}/organisations", json=registration(), headers=TODAY), 201)
        yield house


def done(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_it_is_told_to_the_organisation_first_and_to_everybody_once_another_has_decided(house: House) -> None:
    suspension = await house.announced()
    assert suspension["reply_by"] == "2026-08-31"
    assert [await house.seen(who) for who in (house.public, house.own, house.one)] == [[], ["announced"], ["announced"]]
    decide = f"{path_of(suspension)}/decide"
    early = await house.other.post(decide, json=IMPOSED, headers=TODAY)
    assert (early.status_code, "may reply until" in early.json()["detail"]) == (409, True)
    reply = {"reply": "They were filed yesterday."}
    done(await house.own.post(f"{path_of(suspension)}/reply", json=reply, headers=TODAY))
    assert (await house.one.post(decide, json=IMPOSED, headers=TODAY)).status_code == 403
    imposed = done(await house.other.post(decide, json=IMPOSED, headers=TODAY))
    [shown] = done(await house.public.get(f"{house.path}/suspensions"))["items"]
    assert (shown["status"], shown["reply"], shown["decision"]) == ("in_force", reply["reply"], imposed["decision"])
    decided = done(await house.public.get(f"{V1}/decisions/{shown['decision']}"))
    assert (decided["rule"], decided["outcome"]) == ("registry.suspension", True)
    told = await house.service.emitted()
    assert [event.type for event in told[1:]] == [
        *(SuspensionAnnounced.type, SuspensionAnnounced.type),
        *(OrganisationSuspended.type, OrganisationChanged.type),
    ]
    assert [event.type for event in told if house.trust in event.parties()] == [SuspensionAnnounced.type] * 2


async def test_only_who_is_to_be_suspended_replies_and_nobody_learns_of_another_that_may_be(house: House) -> None:
    suspension = await house.announced()
    reply, path = {"reply": "We are content."}, path_of(suspension)
    rival = house.service.client("provider", organisation=new_id())
    for who in (rival, house.one, house.other):
        answer = await who.post(f"{path}/reply", json=reply, headers=TODAY)
        assert (answer.status_code, str(house.trust) in answer.text) == (404, False)
    seen = {True: {200}, False: {404}}
    for who, knows in ((house.own, True), (house.one, True), (rival, False), (house.public, False)):
        assert {(await who.get(path)).status_code} == seen[knows]
    for who, count in ((house.own, 0), (house.other, 1), (house.service.client("auditor"), 1), (house.public, 0)):
        queue = done(await who.get(f"{V1}/suspensions", params={"status": "announced"}))
        assert len(queue["items"]) == count


async def test_what_a_suspended_organisation_offers_is_found_and_nothing_is_added_to_it(house: House) -> None:
    done(await house.own.post(f"{V1}/services", json=stated(), headers=TODAY), 201)
    await house.imposed()
    assert (await house.own.post(f"{V1}/services", json=stated(name="Another"), headers=LATER)).status_code == 409
    [listed] = done(await house.public.get(f"{V1}/services"))["items"]
    assert listed["name"] == "Night shelter"
    found = done(await house.public.get(f"{V1}/search", params={"q": "Ashgate", "status": "live"}))["items"]
    assert len(found) == 1


async def test_a_suspended_organisation_changes_nothing_that_is_said_of_it_until_that_has_ended(house: House) -> None:
    await house.imposed()
    assert await house.status() == "suspended"
    renamed = registration(name="Ashgate Trust")
    refused = await house.own.put(house.path, json=renamed, headers=LATER)
    assert (refused.status_code, "suspended" in refused.json()["detail"]) == (409, True)
    assert (await house.one.post(f"{house.path}/verify", json={"register": "GB-CHC"}, headers=LATER)).status_code == 409
    assert (await house.public.get(f"{V1}/organisations", params={"name": "Ashgate"})).json()["items"]
    await house.service.due(datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert await house.status() == "suspended"
    await house.service.due(datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert (await house.status(), await house.seen(house.public)) == ("active", ["ended"])
    assert [event.type for event in (await house.service.emitted())[-2:]] == [
        SuspensionEnded.type,
        OrganisationChanged.type,
    ]
    done(await house.own.put(house.path, json=renamed, headers=at("2027-01-02")))


async def test_a_registrar_lifts_it_for_a_reason_and_what_was_dropped_stays_between_them(house: House) -> None:
    suspension = await house.imposed()
    lifting = {"because": "All was filed."}
    for who, status in ((house.own, 403), (house.public, 401)):
        assert (await who.post(f"{path_of(suspension)}/lift", json=lifting, headers=LATER)).status_code == status
    lifted = done(await house.one.post(f"{path_of(suspension)}/lift", json=lifting, headers=LATER))
    assert (lifted["status"], lifted["ended_because"], await house.status()) == ("ended", "All was filed.", "active")
    another = done(await house.one.post(f"{house.path}/suspensions", json=WHY, headers=LATER), 201)
    again = await house.one.post(f"{house.path}/suspensions", json=WHY, headers=LATER)
    assert again.status_code == 409
    dropped = {"imposes": False, "because": "They were filed in time."}
    done(await house.other.post(f"{path_of(another)}/decide", json=dropped, headers=LATER))
    assert (await house.seen(house.public), await house.seen(house.own)) == (["ended"], ["ended", "dropped"])


async def test_nothing_of_an_organisation_is_ever_deleted(house: House) -> None:
    suspension = await house.imposed()
    for path in (house.path, f"{house.path}/suspensions", path_of(suspension)):
        for who in (house.own, house.one, house.service.client("platform_admin"), house.public):
            assert (await who.delete(path)).status_code in {404, 405}, path
    for who in (house.own, house.one, house.service.client("platform_admin")):
        assert (await who.delete(house.path)).status_code == 405
    assert await house.status() == "suspended"


async def test_a_registrar_suspends_neither_who_they_act_for_nor_who_has_ended(house: House) -> None:
    acting = house.service.client("registrar", organisation=house.trust)
    assert (await acting.post(f"{house.path}/suspensions", json=WHY, headers=TODAY)).status_code == 403
    assert (await house.own.post(f"{house.path}/suspensions", json=WHY, headers=TODAY)).status_code == 403
    gone = {"register": "GB-CHC", "status": "dissolved"}
    done(await house.one.post(f"{house.path}/verify", json=gone, headers=TODAY))
    assert (await house.one.post(f"{house.path}/suspensions", json=WHY, headers=TODAY)).status_code == 409

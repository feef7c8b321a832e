"""Evidence over HTTP: who may say what, what contradicts itself, and how that ends."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import fact_in, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import DisputeOpened, DisputeSettled, EvidenceExpired, EvidenceRecorded, EvidenceWithdrawn

V1 = "/registry/v1"
JULY = {"Commonweal-Now": "2026-07-15T09:00:00Z"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
async def own(registry: ServiceUnderTest) -> UUID:
    """An organisation that registered itself."""
    organisation = uuid4()
    provider = registry.client("provider", organisation=organisation)
    answer = await provider.post(f"{V1}/organisations", json=registration(), headers=JULY)
    assert answer.status_code == 201, answer.text
    return organisation


async def state(client: httpx.AsyncClient, organisation: UUID, *facts: dict[str, Any], status: int = 201) -> Any:
    answer = await client.post(f"{V1}/organisations/{organisation}/evidence", json={"facts": facts}, headers=JULY)
    assert answer.status_code == status, answer.text
    return answer.json()["facts"] if status == 201 else answer.json()


async def test_an_organisation_attests_and_everybody_reads_it(registry: ServiceUnderTest, own: UUID) -> None:
    provider = registry.client("provider", organisation=own)
    [fact] = await state(provider, own, fact_in("board_members_users", 6, standing="attestation", expires_on=None))
    listed = (await registry.client().get(f"{V1}/organisations/{own}/evidence")).json()["items"]
    assert listed == [fact]
    assert (fact["standing"], fact["expires_on"]) == ("attestation", "2027-07-15")
    recorded = (await registry.emitted())[-1]
    assert isinstance(recorded, EvidenceRecorded)
    assert (recorded.entity, recorded.facts[0].value) == (own, 6)


async def test_what_registers_say_only_a_registrar_records_and_never_of_their_own(
    registry: ServiceUnderTest, own: UUID
) -> None:
    fact = fact_in("cio", True)
    await state(registry.client("provider", organisation=own), own, fact, status=403)
    await state(registry.client("provider", organisation=uuid4()), own, fact, status=404)
    await state(registry.client("registrar", organisation=own), own, fact, status=403)
    await state(registry.client("auditor"), own, fact, status=403)
    await state(registry.client("registrar"), uuid4(), fact, status=404)
    await state(registry.client("registrar"), own, fact)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"value": "many"}, "/facts/1/value"),
        ({"value": 1.5}, "/facts/1/value"),
        ({"value": None}, "/facts/1/value"),
        ({"name": "Board Members"}, "/facts/1/name"),
        ({"retrieved_on": "2026-07-16"}, "/facts/1/retrieved_on"),
        ({"expires_on": "2026-07-14"}, "/facts/1/expires_on"),
        ({"standing": "hearsay"}, "/facts/1/standing"),
        ({"corrects": str(uuid4())}, "/facts/1/corrects"),
        ({"loud": True}, "/facts/1/loud"),
    ],
)
async def test_one_bad_fact_is_refused_at_its_place_and_nothing_is_written(
    registry: ServiceUnderTest, own: UUID, change: dict[str, Any], place: str
) -> None:
    bad = {**fact_in("board_members", 8), **change}
    refused = await state(registry.client("registrar"), own, fact_in("board_members_users", 6), bad, status=422)
    assert any(error["path"].startswith(place) for error in refused["errors"]), refused
    assert (await registry.client().get(f"{V1}/organisations/{own}/evidence")).json()["items"] == []
    assert len(await registry.emitted()) == 1


async def test_contradicting_facts_wait_for_a_registrar_who_says_which_counts(
    registry: ServiceUnderTest, own: UUID
) -> None:
    registrar = registry.client("registrar")
    first, second = await state(registrar, own, fact_in("board_members", 8), fact_in("board_members", 9))
    [dispute] = (await registrar.get(f"{V1}/disputes", params={"settled": "false"})).json()["items"]
    shown = (await registrar.get(f"{V1}/disputes/{dispute['id']}", headers=JULY)).json()
    assert {fact["id"] for fact in shown["facts"]} == {first["id"], second["id"]}
    path = f"{V1}/disputes/{dispute['id']}/settle"
    own_registrar, said = registry.client("registrar", organisation=own), {"keep": [second["id"]], "reason": "Minutes."}
    assert (await own_registrar.post(path, json=said, headers=JULY)).status_code == 403
    both = {"keep": [first["id"], second["id"]], "reason": "Both."}
    assert (await registrar.post(path, json=both, headers=JULY)).status_code == 409
    strange = {"keep": [str(uuid4())], "reason": "That one."}
    assert (await registrar.post(path, json=strange, headers=JULY)).status_code == 422
    settled = (await registrar.post(path, json=said, headers=JULY)).json()
    assert ([fact["id"] for fact in settled["facts"]], settled["reason"]) == ([second["id"]], "Minutes.")
    assert (await registrar.post(path, json=said, headers=JULY)).status_code == 409
    assert (await registrar.get(f"{V1}/disputes", params={"settled": "false"})).json()["items"] == []
    kinds = [type(event) for event in await registry.emitted()][1:]
    assert kinds == [EvidenceRecorded, DisputeOpened, EvidenceWithdrawn, DisputeSettled]


async def test_a_correction_ends_a_contradiction_and_history_stays(registry: ServiceUnderTest, own: UUID) -> None:
    registrar, provider = registry.client("registrar"), registry.client("provider", organisation=own)
    await state(registrar, own, fact_in("board_members", 8))
    [word] = await state(provider, own, fact_in("board_members", 9, standing="attestation"))
    [right] = await state(provider, own, fact_in("board_members", 8, standing="attestation", corrects=word["id"]))
    listed = (await registrar.get(f"{V1}/organisations/{own}/evidence?name=board_members")).json()["items"]
    assert [fact["set_aside_because"] for fact in listed] == [None, "Corrected by a later fact.", None]
    live = (await registrar.get(f"{V1}/organisations/{own}/evidence?live_on=2026-07-15")).json()["items"]
    assert {fact["value"] for fact in live} == {8}
    assert isinstance((await registry.emitted())[-1], DisputeSettled)
    corrected_twice = fact_in("board_members", 7, standing="attestation", corrects=word["id"])
    await state(provider, own, corrected_twice, status=422)
    assert right["corrects"] == word["id"]


async def test_an_organisation_takes_back_its_own_word_only(registry: ServiceUnderTest, own: UUID) -> None:
    provider = registry.client("provider", organisation=own)
    [word] = await state(provider, own, fact_in("board_members", 8, standing="attestation"))
    [proof] = await state(registry.client("registrar"), own, fact_in("cio", True))
    evidence, why = f"{V1}/organisations/{own}/evidence", {"reason": "We miscounted."}
    assert (await provider.post(f"{evidence}/{proof['id']}/withdraw", json=why, headers=JULY)).status_code == 403
    assert (await provider.post(f"{evidence}/{word['id']}/withdraw", json=why, headers=JULY)).status_code == 200
    assert (await provider.post(f"{evidence}/{word['id']}/withdraw", json=why, headers=JULY)).status_code == 404
    assert isinstance((await registry.emitted())[-1], EvidenceWithdrawn)


async def test_the_end_of_a_fact_is_told_once_and_ends_its_dispute(registry: ServiceUnderTest, own: UUID) -> None:
    short = fact_in("board_members", 9, expires_on="2026-09-27")
    await state(registry.client("registrar"), own, fact_in("board_members", 8), short)
    for day in (27, 28, 29):
        await registry.due(datetime(2026, 9, day, 12, tzinfo=UTC))
    expired, settled = (await registry.emitted())[-2:]
    assert isinstance(expired, EvidenceExpired)
    assert isinstance(settled, DisputeSettled)
    assert [fact.expires_on for fact in expired.facts] == [date(2026, 9, 27)]
    assert [fact.value for fact in settled.facts] == [8]
    assert len(await registry.emitted()) == 5


async def test_a_document_that_a_fact_rests_on_becomes_public(registry: ServiceUnderTest, own: UUID) -> None:
    provider = registry.client("provider", organisation=own)
    kept = await provider.post(f"{V1}/documents", content=b"Our rules.", headers={"Content-Type": "text/plain", **JULY})
    sha256 = kept.json()["sha256"]
    visitor = registry.client()
    assert (await visitor.get(f"{V1}/documents/{sha256}")).status_code == 404
    await state(provider, own, fact_in("board_members", 8, standing="attestation", document=sha256))
    assert (await visitor.get(f"{V1}/documents/{sha256}")).content == b"Our rules."
    nobodys = fact_in("board_members", 8, standing="attestation", document="0" * 64)
    await state(provider, own, nobodys, status=404)


async def test_the_catalogue_tells_every_name_with_its_kind(registry: ServiceUnderTest) -> None:
    names = {each["name"]: each for each in (await registry.client().get(f"{V1}/fact-names")).json()}
    assert names["dissolution_lock"]["words"] == ["none", "constitutional", "statutory"]
    assert names["group_turnover"]["kind"] == "money"

"""What an organisation is, over HTTP: judged from the evidence, told when it changes, replied to, appealed against."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from services.registry.tests.builders import fact_in, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import AppealDecided, AppealLodged, OrganisationClassified, ReplyInvited, ReplyMade
from registry.worker import EVIDENCE

V1 = "/registry/v1"
JULY = {"Commonweal-Now": "2026-07-15T09:00:00Z"}
BREACH = (
    fact_in("profit_distribution", "barred_by_law"),
    fact_in("dissolution_lock", "statutory"),
    fact_in("distributions_last_3_accounts", "beyond_cap"),
)
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


async def record(registry: ServiceUnderTest, organisation: UUID, *facts: dict[str, Any]) -> None:
    registrar = registry.client("registrar", subject="the registrar who recorded")
    path = f"{V1}/organisations/{organisation}/evidence"
    answer = await registrar.post(path, json={"facts": facts}, headers=JULY)
    assert answer.status_code == 201, answer.text
    await react(registry)


async def react(registry: ServiceUnderTest) -> None:
    """Let the registry hear what it said about evidence; hearing it again changes nothing."""
    for event in await registry.emitted():
        if isinstance(event, tuple(EVIDENCE)):
            await registry.feed(event, event.entity)


async def verdicts(
    registry: ServiceUnderTest, organisation: UUID, role: str | None = None, **asked: str
) -> dict[str, Any]:
    """By label, as somebody reads them."""
    client = registry.client(role, organisation=organisation if role == "provider" else None)
    answer = await client.get(f"{V1}/organisations/{organisation}/classification", params=asked, headers=JULY)
    assert answer.status_code == 200, answer.text
    return {verdict["label"]: verdict for verdict in answer.json()["verdicts"]}


async def told(registry: ServiceUnderTest) -> list[OrganisationClassified]:
    return [event for event in await registry.emitted() if isinstance(event, OrganisationClassified)]


async def test_everybody_reads_what_it_is_and_how_that_is_known(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, fact_in("board_members", 8), fact_in("board_members_users", 5))
    found = (await verdicts(registry, own))["user_led"]
    assert (found["outcome"], found["value"], found["basis"]) == ("yes", "62.5", "SEED")
    assert [fact["reference"] for fact in found["facts_used"]] == ["EV-board_members", "EV-board_members_users"]
    assert found["flip"]["changes"] == [{"fact": "board_members_users", "to": 4}]
    later = await verdicts(registry, own, on="2027-07-16")
    assert (later["user_led"]["outcome"], later["user_led"]["missing"]) == (
        "unknown",
        ["board_members", "board_members_users"],
    )


async def test_local_is_asked_for_an_area(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, fact_in("operating_areas", "E06000015"))
    assert (await verdicts(registry, own, area="E06000015"))["local"]["outcome"] == "yes"
    assert (await verdicts(registry, own, area="E06000016"))["local"]["outcome"] == "no"


async def test_a_change_is_told_whole_and_no_change_is_not_told(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, fact_in("cio", True))
    await record(registry, own, fact_in("a_name_that_no_rule_asks_for", "x"))
    [event] = await told(registry)
    assert {verdict.label: verdict.outcome for verdict in event.verdicts}["cio"] == "yes"
    assert [fact.name for fact in event.facts] == ["cio"]
    await record(registry, own, fact_in("cio", False))
    assert [event.disputed for event in await told(registry)] == [[], ["cio"]]
    kept = (await registry.client().get(f"{V1}/organisations/{own}/classifications")).json()["items"]
    assert [each["superseded_at"] is None for each in kept] == [True, False]


async def test_an_expired_fact_makes_it_unknown_again(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, fact_in("cio", True))
    for day in (15, 16, 17):
        await registry.due(datetime(2027, 7, day, 12, tzinfo=UTC))
        await react(registry)
    outcomes = [{it.label: it.outcome for it in event.verdicts}["cio"] for event in await told(registry)]
    assert outcomes == ["yes", "unknown"]


async def test_an_unfavourable_label_is_told_to_the_organisation_before_anybody(
    registry: ServiceUnderTest, own: UUID
) -> None:
    await record(registry, own, *BREACH)
    [invited] = [event for event in await registry.emitted() if isinstance(event, ReplyInvited)]
    assert (invited.label, set(invited.parties()), invited.reply_by.isoformat()) == (
        "conduct_within_grade",
        {own},
        "2026-08-12",
    )
    public, inside = await verdicts(registry, own), await verdicts(registry, own, "provider")
    assert (public["not_for_profit_grade"]["value"], inside["not_for_profit_grade"]["value"]) == ("N3", "N2")
    assert (public["conduct_within_grade"]["outcome"], inside["conduct_within_grade"]["outcome"]) == ("unknown", "no")
    assert public["conduct_within_grade"]["withheld_until"] == "2026-08-12"
    assert all(
        it.label != "conduct_within_grade" or it.outcome == "unknown" for it in (await told(registry))[0].verdicts
    )


async def test_with_its_reply_beside_it_a_label_is_public_at_once(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, *BREACH)
    path, provider = f"{V1}/organisations/{own}", registry.client("provider", organisation=own)
    [right] = (await provider.get(f"{path}/rights-of-reply")).json()
    assert right["label"] == "conduct_within_grade"
    reply, said = f"{path}/classification/conduct_within_grade/reply", {"text": "The payment was an error."}
    stranger = registry.client("provider", organisation=uuid4())
    assert (await stranger.post(reply, json=said, headers=JULY)).status_code == 404
    assert (await provider.post(reply, json=said, headers=JULY)).status_code == 200
    assert (await provider.post(reply, json=said, headers=JULY)).status_code == 409
    await react(registry)
    public = await verdicts(registry, own)
    assert (public["conduct_within_grade"]["outcome"], public["conduct_within_grade"]["reply"]) == (
        "no",
        "The payment was an error.",
    )
    assert public["not_for_profit_grade"]["value"] == "N2"
    assert any(isinstance(event, ReplyMade) for event in await registry.emitted())


async def test_silence_lets_a_label_become_public_after_its_days(registry: ServiceUnderTest, own: UUID) -> None:
    await record(registry, own, *BREACH)
    await registry.due(datetime(2026, 8, 12, 12, tzinfo=UTC))
    assert len(await told(registry)) == 1
    await registry.due(datetime(2026, 8, 13, 12, tzinfo=UTC))
    assert {it.label: it.value for it in (await told(registry))[-1].verdicts}["not_for_profit_grade"] == "N2"


async def test_an_appeal_is_decided_by_a_registrar_who_had_no_part_in_the_evidence(
    registry: ServiceUnderTest, own: UUID
) -> None:
    await record(registry, own, fact_in("board_members", 8), fact_in("board_members_users", 4))
    provider = registry.client("provider", organisation=own)
    path, grounds = f"{V1}/organisations/{own}/classification/user_led/appeals", {"grounds": "There are six."}
    lodged = await provider.post(path, json=grounds, headers=JULY)
    assert (lodged.status_code, lodged.json()["outcome"]) == (201, "no")
    assert (await provider.post(path, json=grounds, headers=JULY)).status_code == 409
    assert (await provider.post(path.replace("user_led", "nice"), json=grounds, headers=JULY)).status_code == 404
    decide, said = f"{V1}/appeals/{lodged.json()['id']}/decide", {"upheld": True, "reasons": "Six, by the minutes."}
    for refused in (
        registry.client("registrar", subject="the registrar who recorded"),
        registry.client("registrar", organisation=own),
        provider,
    ):
        assert (await refused.post(decide, json=said, headers=JULY)).status_code == 403
    another = registry.client("registrar", subject="another registrar")
    assert (await another.post(decide, json=said, headers=JULY)).json()["upheld"] is True
    assert (await another.post(decide, json=said, headers=JULY)).status_code == 409
    assert (await another.get(f"{V1}/appeals?decided=false")).json()["items"] == []
    lodged_event, decided = (await registry.emitted())[-2:]
    assert isinstance(lodged_event, AppealLodged)
    assert isinstance(decided, AppealDecided)

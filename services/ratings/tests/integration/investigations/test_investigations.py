"""What petitions set in motion: an investigation, once, and a ballot, which ends nothing by itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from services.ratings.tests.builders import BUYER, PROVIDER
from services.ratings.tests.petitioning import AFTERWARDS, OPENED, Petitioning, stranger

from chassis.testing import service_under_test
from events.ratings import BallotReturned, InvestigationDemanded, InvestigationOpened, PetitionClosed

pytestmark = pytest.mark.integration
INDEPENDENT = {"manages_the_contract": False, "linked_to_provider": False}


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


async def petitioned(users: Petitioning, signatures: int, *, clause: str | None = None) -> UUID:
    """A petition of a roll of 100 that so many signed, closed, and what it set in motion."""
    petition, codes = await users.opened(100, clause=clause)
    await asyncio.gather(*(users.sign(petition, code) for code in codes[:signatures]))
    await users.wait()
    for event in await users.ratings.emitted():
        if isinstance(event, InvestigationDemanded | PetitionClosed):
            await users.ratings.feed(event, petition)
    return petition


async def investigation(users: Petitioning) -> Any:
    """The only one there is."""
    [found] = (await users.ratings.client().get("/ratings/v1/investigations")).json()["items"]
    return found


async def test_enough_signatures_open_one_investigation_however_often_they_are_told(users: Petitioning) -> None:
    petition = await petitioned(users, 5)
    [told] = [it for it in await users.ratings.emitted() if isinstance(it, InvestigationDemanded)]
    await users.ratings.feed(told.model_copy(update={"event_id": stranger()}), petition)  # told by another relay
    found = await investigation(users)
    assert (found["petition_id"], found["response_due_on"]) == (str(petition), "2026-10-27")
    assert len([it for it in await users.ratings.emitted() if isinstance(it, InvestigationOpened)]) == 1


async def test_too_few_signatures_open_none(users: Petitioning) -> None:
    petition = await petitioned(users, 4)
    assert (await users.ratings.client().get("/ratings/v1/investigations")).json()["items"] == []
    assert (await users.read(petition, "/result"))["investigation_opened"] is False


@pytest.mark.parametrize(
    ("organisation", "declared"),
    [
        (PROVIDER, INDEPENDENT),
        (BUYER, INDEPENDENT | {"manages_the_contract": True}),
        (None, INDEPENDENT | {"linked_to_provider": True}),
    ],
    ids=["the provider itself", "who manages the contract", "a link to the provider"],
)
async def test_nobody_leads_who_is_not_independent(
    users: Petitioning, organisation: UUID | None, declared: dict[str, bool]
) -> None:
    await petitioned(users, 5)
    path = f"/petitions/{(await investigation(users))['petition_id']}/investigation/lead"
    answer = await users.send("investigator", path, declared, organisation=organisation, at=AFTERWARDS)
    assert answer.status_code == 403
    assert (await investigation(users))["lead_since"] is None


async def test_from_a_lead_to_findings_with_the_provider_heard_and_the_users_answered(users: Petitioning) -> None:
    await petitioned(users, 5)
    path = f"/petitions/{(await investigation(users))['petition_id']}/investigation"
    lead: dict[str, Any] = {"organisation": None, "subject": "the lead", "at": AFTERWARDS}
    finding = {"finding": "improvement_plan", "reasons": "The door was unanswered on nine of twelve nights."}
    assert (await users.send("investigator", f"{path}/findings", finding, **lead)).status_code == 403  # none leads yet
    assert (await users.send("investigator", f"{path}/lead", INDEPENDENT, **lead)).status_code == 200
    heard = {"text": "Two posts were vacant; both are filled."}
    assert (await users.send("provider", f"{path}/statements", heard, organisation=stranger())).status_code == 404
    assert (await users.send("provider", f"{path}/statements", heard, organisation=PROVIDER)).status_code == 201
    answer = {"text": "Night staff come back."}
    assert (await users.send("commissioner", f"{path}/response", answer, at=AFTERWARDS)).status_code == 200
    other = lead | {"subject": "somebody else"}
    assert (await users.send("investigator", f"{path}/findings", finding, **other)).status_code == 403
    assert (await users.send("investigator", f"{path}/findings", finding, **lead)).status_code == 200
    assert (await users.send("provider", f"{path}/statements", heard, organisation=PROVIDER)).status_code == 409
    found = await investigation(users)
    assert (found["finding"], found["overdue"], len(found["statements"])) == ("improvement_plan", [], 1)


async def test_duties_whose_day_is_over_are_named(users: Petitioning) -> None:
    await petitioned(users, 5)
    late = {"Commonweal-Now": "2027-01-11T09:00:00Z"}
    [found] = (await users.ratings.client().get("/ratings/v1/investigations", headers=late)).json()["items"]
    assert found["overdue"] == ["lead", "response", "findings"]


@pytest.mark.parametrize(
    ("clause", "status"),
    [("Schedule 4, clause 12", "recalled_clause_exercised"), (None, "recalled_review_only")],
)
async def test_a_recall_takes_the_contracts_own_clause_and_ends_nothing_by_itself(
    users: Petitioning, clause: str | None, status: str
) -> None:
    petition = await petitioned(users, 20, clause=clause)
    assert (await users.read(petition, "/result"))["status"] == "ballot_pending"
    ballot = {"held_on": "2026-10-02", "votes_cast": 60, "votes_for_recall": 31}
    returned = await users.send("commissioner", f"/petitions/{petition}/ballot", ballot, at=AFTERWARDS)
    assert (returned.status_code, returned.json()["status"]) == (201, status)
    again = await users.send("commissioner", f"/petitions/{petition}/ballot", ballot, at=AFTERWARDS)
    assert again.status_code == 409
    [told] = [it for it in await users.ratings.emitted() if isinstance(it, BallotReturned)]
    assert (told.status, told.recall_clause) == (status, clause)


async def test_without_enough_signatures_there_is_no_ballot(users: Petitioning) -> None:
    petition = await petitioned(users, 19)
    ballot = {"held_on": "2026-10-02", "votes_cast": 60, "votes_for_recall": 31}
    refused = await users.send("commissioner", f"/petitions/{petition}/ballot", ballot, at=AFTERWARDS)
    assert (refused.status_code, (await users.read(petition, "/result"))["status"]) == (409, "no_ballot")


async def test_an_empty_roll_has_no_shares_and_no_ballot(users: Petitioning) -> None:
    petition = await petitioned_by_nobody(users)
    result = await users.read(petition, "/result")
    nothing = {"valid_pct": None, "investigation_opened": False, "ballot_triggered": False, "status": "no_ballot"}
    assert nothing.items() <= result.items()


async def petitioned_by_nobody(users: Petitioning) -> UUID:
    """Nobody used the service."""
    petition, _ = await users.opened(0)
    await users.wait()
    return petition


async def test_an_opened_petition_is_no_result_yet(users: Petitioning) -> None:
    petition, codes = await users.opened(100)
    await users.sign(petition, codes[0], at=OPENED)
    result = await users.read(petition, "/result")
    assert (result["stage"], result["valid_signatures"], result["authority_response_due"]) == ("open", 1, None)

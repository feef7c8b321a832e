"""A ballot that is held here: called for a reason, secret, counted once each, and without effect on any contract."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.ratings.tests.builders import PROVIDER
from services.ratings.tests.petitioning import AFTERWARDS, Petitioning, stranger, unknown_code
from sqlalchemy import func, select

from chassis.testing import service_under_test
from events.ratings import BallotCalled, BallotReturned, InvestigationDemanded
from ratings.ballots.tables import poll_codes

OPEN, OVER = "2026-10-12T09:00:00Z", "2026-10-28T09:00:00Z"
DAYS = {"opens_on": "2026-10-12", "closes_on": "2026-10-27"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


async def closed(users: Petitioning, signing: int = 25, *, clause: str | None = None, roll: int = 25) -> UUID:
    """A petition that so many have signed, after its last day."""
    petition, codes = await users.opened(roll, clause=clause)
    for code in codes[:signing]:
        assert await users.sign(petition, code, role="rater_issuer" if roll < 20 else None) == 201
    await users.wait()
    return petition


async def call(users: Petitioning, petition: UUID, **changes: Any) -> httpx.Response:
    said = {"question": "Should the provider be recalled?", **DAYS, **changes}
    return await users.send("commissioner", f"/petitions/{petition}/ballot/call", said, at=AFTERWARDS)


async def codes_to_vote(users: Petitioning, petition: UUID, count: int) -> list[str]:
    answer = await users.send("rater_issuer", f"/petitions/{petition}/ballot/codes", {"count": count}, at=AFTERWARDS)
    assert answer.status_code == 201, answer.text
    return list(answer.json()["codes"])


async def vote(
    users: Petitioning, petition: UUID, code: str, *, for_recall: bool = True, at: str = OPEN, role: str | None = None
) -> int:
    body = {"petition_id": str(petition), "credential": code, "for_recall": for_recall}
    return (await users.send(role, "/votes", body, at=at)).status_code


@pytest.mark.parametrize(
    ("cast", "for_recall", "clause", "status"),
    [
        (12, 7, "Schedule 4", "recalled_clause_exercised"),
        (12, 7, None, "recalled_review_only"),
        (12, 6, "Schedule 4", "retained"),
        (9, 9, "Schedule 4", "ballot_turnout_too_low"),
    ],
)
async def test_users_vote_and_the_contract_takes_its_own_clause(
    users: Petitioning, cast: int, for_recall: int, clause: str | None, status: str
) -> None:
    petition = await closed(users, clause=clause)
    assert (await call(users, petition)).status_code == 201
    codes = await codes_to_vote(users, petition, 25)
    statuses = [await vote(users, petition, code, for_recall=n < for_recall) for n, code in enumerate(codes[:cast])]
    assert Counter(statuses) == {201: cast}
    assert (await users.read(petition, "/result"))["status"] == "ballot_pending"
    await users.wait(OVER)
    await users.wait(OVER)
    result = await users.read(petition, "/result")
    assert (result["status"], result["recall_clause"]) == (status, clause)
    [called] = [it for it in await users.ratings.emitted() if isinstance(it, BallotCalled)]
    [told] = [it for it in await users.ratings.emitted() if isinstance(it, BallotReturned)]
    assert (called.eligible, told.votes_cast, told.votes_for_recall) == (25, cast, for_recall)


async def test_a_code_votes_once_however_often_it_is_sent_and_is_gone_afterwards(users: Petitioning) -> None:
    petition = await closed(users)
    await call(users, petition)
    codes, before = await codes_to_vote(users, petition, 6), await users.ratings.emitted()
    statuses = await asyncio.gather(*(vote(users, petition, code) for code in codes * 3))
    assert Counter(statuses) == {201: 6, 409: 12}
    assert await vote(users, petition, unknown_code()) == 422
    assert await users.ratings.emitted() == before
    await users.wait(OVER)
    assert await vote(users, petition, codes[0], at=OVER) == 409
    async with users.ratings.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(poll_codes)) == 0


async def test_votes_are_taken_from_the_first_day_to_the_last(users: Petitioning) -> None:
    petition = await closed(users)
    await call(users, petition)
    early, last, late = await codes_to_vote(users, petition, 3)
    assert await vote(users, petition, early, at="2026-10-11T22:59:00Z") == 409
    assert await vote(users, petition, last, at="2026-10-27T23:59:00Z") == 201
    assert await vote(users, petition, late, at="2026-10-28T00:00:00Z") == 409


async def test_nobody_is_asked_where_nothing_calls_for_it(users: Petitioning) -> None:
    still_open, _ = await users.opened(25)
    assert (await call(users, still_open)).status_code == 409
    await users.wait()
    assert (await call(users, still_open)).status_code == 409


async def test_a_finding_calls_for_a_ballot_that_too_few_signed_for(users: Petitioning) -> None:
    await users.set_figures(sponsors=0, investigation_share="0.04", petition_share="0.5")
    petition = await users.drafted(25)
    codes = await users.codes(petition, 25)
    assert (await users.moderate(petition)).status_code == 200
    for code in codes[:3]:
        await users.sign(petition, code)
    await users.wait()
    for event in await users.ratings.emitted():
        if isinstance(event, InvestigationDemanded):
            await users.ratings.feed(event, petition)
    assert (await call(users, petition)).status_code == 409
    investigator = {"organisation": stranger(), "subject": "an investigator"}
    independent = {"manages_the_contract": False, "linked_to_provider": False}
    path = f"/petitions/{petition}/investigation"
    assert (
        await users.send("investigator", f"{path}/lead", independent, at=AFTERWARDS, **investigator)
    ).status_code == 200
    found = {"finding": "termination_review", "reasons": "The door was unanswered on nine of twelve nights."}
    assert (
        await users.send("investigator", f"{path}/findings", found, at=AFTERWARDS, **investigator)
    ).status_code == 200
    assert (await call(users, petition)).status_code == 201
    assert (await users.read(petition, "/result"))["ballot_triggered"]


async def test_a_ballot_has_its_days_one_holder_and_no_more_voters_than_the_roll(users: Petitioning) -> None:
    petition = await closed(users)
    assert (await call(users, petition, closes_on="2026-10-20")).status_code == 422
    assert (await call(users, petition, opens_on="2026-10-01", closes_on="2026-11-20")).status_code == 422
    assert (await call(users, petition)).status_code == 201
    assert (await call(users, petition)).status_code == 409
    own = {"held_on": "2026-10-04", "votes_cast": 25, "votes_for_recall": 25}
    assert (await users.send("commissioner", f"/petitions/{petition}/ballot", own, at=AFTERWARDS)).status_code == 409
    await codes_to_vote(users, petition, 20)
    path = f"/petitions/{petition}/ballot/codes"
    assert (await users.send("rater_issuer", path, {"count": 6}, at=AFTERWARDS)).status_code == 409
    other = await users.send("rater_issuer", path, {"count": 1}, at=AFTERWARDS, organisation=stranger())
    provider = await users.send("provider", path, {"count": 1}, at=AFTERWARDS, organisation=PROVIDER)
    assert (other.status_code, provider.status_code) == (404, 403)


async def test_on_a_roll_that_hides_nobody_an_advocate_enters_the_votes(users: Petitioning) -> None:
    petition = await closed(users, 15, roll=15)
    await call(users, petition)
    [code] = await codes_to_vote(users, petition, 1)
    assert await vote(users, petition, code) == 403
    assert await vote(users, petition, code, role="rater_issuer") == 201

"""By which means people signed and voted is public once it is over, and never so that one of them could be found."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from services.ratings.tests.cohorts import Cohort
from services.ratings.tests.petitioning import AFTERWARDS, Petitioning

from chassis.testing import service_under_test

ASKED = datetime(2026, 8, 20, 9, tzinfo=UTC)
SIGNED, GOOD = ASKED + timedelta(days=2), "2026-08-27T09:00:00Z"
POLL = {"question": "Should the provider be recalled?", "opens_on": "2026-10-12", "closes_on": "2026-10-27"}
VOTING, COUNTED = "2026-10-12T09:00:00Z", "2026-10-28T09:00:00Z"
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


async def signed(users: Petitioning, *, by_code: int, blindly: int, roll: int = 50) -> UUID:
    """An open petition that so many have signed by code, and so many with a credential that nobody saw."""
    await users.set_figures(sponsors=0)
    petition = await users.drafted(roll)
    assert (await users.moderate(petition)).status_code == 200
    for code in await users.codes(petition, by_code):
        assert await users.sign(petition, code, role="rater_issuer" if roll < 20 else None) == 201
    if blindly:
        key = (await users.published(petition, SIGNED)).json()
        cohort = Cohort(users.ratings, users.contract.contract_id, key)
        invitations = (await users.invited(petition, 20)).json()["invitations"]
        credentials = [await cohort.credential(each, now=ASKED) for each in invitations]
        await users.ratings.due(SIGNED)
        for credential in credentials[:blindly]:
            assert await users.sign(petition, str(credential), at=GOOD) == 201
    return petition


@pytest.mark.parametrize(
    ("by_code", "blindly", "roll", "told"),
    [
        (12, 15, 50, {"A": 15, "B": 12, "C": 0}),
        (12, 4, 50, {"A": None, "B": None, "C": 0}),
        (25, 0, 50, {"A": 0, "B": 25, "C": 0}),
        (15, 0, 19, {"A": 0, "B": 0, "C": 15}),
        (9, 0, 50, None),
    ],
)
async def test_how_people_signed_is_told_when_it_is_over_and_small_counts_are_not(
    users: Petitioning, by_code: int, blindly: int, roll: int, told: dict[str, Any] | None
) -> None:
    petition = await signed(users, by_code=by_code, blindly=blindly, roll=roll)
    read = await users.read(petition)
    assert (read["valid_signatures"], read["levels"]) == (by_code + blindly, None)
    await users.wait()
    read, result = await users.read(petition), await users.read(petition, "/result")
    assert (read["valid_signatures"], read["levels"]) == (by_code + blindly, told)
    assert (result["signature_levels"], result["vote_levels"]) == (told, None)


async def test_how_people_voted_is_told_when_the_votes_are_counted(users: Petitioning) -> None:
    petition = await signed(users, by_code=25, blindly=0)
    await users.wait()
    assert (await users.send("commissioner", f"/petitions/{petition}/ballot/call", POLL, at=AFTERWARDS)).is_success
    handed = await users.send("rater_issuer", f"/petitions/{petition}/ballot/codes", {"count": 14}, at=AFTERWARDS)
    for code in handed.json()["codes"]:
        vote = {"petition_id": str(petition), "credential": code, "for_recall": True}
        assert (await users.send(None, "/votes", vote, at=VOTING)).status_code == 201
    assert (await users.read(petition, "/result"))["vote_levels"] is None
    await users.wait(COUNTED)
    assert (await users.read(petition, "/result"))["vote_levels"] == {"A": 0, "B": 14, "C": 0}

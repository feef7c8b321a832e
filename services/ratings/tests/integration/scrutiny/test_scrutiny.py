"""Committees meet in public: what is before them is frozen, and users speak without giving a name."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from services.ratings.tests.petitioning import AFTERWARDS, Petitioning, stranger

from chassis.testing import service_under_test

pytestmark = pytest.mark.integration
MEETING = {"committee": "Health Scrutiny", "held_at": "2026-11-14T18:00:00Z", "place": "Town Hall", "slots": 3}


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


async def closed(users: Petitioning) -> UUID:
    """A petition of a roll of 100 that 20 signed."""
    petition, codes = await users.opened(100)
    for code in codes[:20]:
        await users.sign(petition, code)
    await users.wait()
    return petition


async def announced(users: Petitioning, **changes: Any) -> str:
    answer = await users.send("commissioner", "/scrutiny/sittings", MEETING | changes, at=AFTERWARDS)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def packed(users: Petitioning, sitting: str, petition: UUID, **who: Any) -> Any:
    body = {"petition_id": str(petition)}
    return await users.send("commissioner", f"/scrutiny/sittings/{sitting}/packs", body, at=AFTERWARDS, **who)


async def slot(users: Petitioning, sitting: str, petition: UUID, *, at: str = AFTERWARDS) -> Any:
    return await users.send(None, f"/scrutiny/sittings/{sitting}/slots", {"petition_id": str(petition)}, at=at)


async def test_a_pack_is_frozen_and_anybody_can_check_it(users: Petitioning) -> None:
    petition, sitting = await closed(users), await announced(users)
    pack = (await packed(users, sitting, petition)).json()
    assert pack["digest"] == sha256(pack["content"].encode()).hexdigest()
    assert json.loads(pack["content"])["result"]["status"] == "ballot_pending"
    ballot = {"held_on": "2026-10-02", "votes_cast": 60, "votes_for_recall": 31}
    assert (await users.send("commissioner", f"/petitions/{petition}/ballot", ballot, at=AFTERWARDS)).status_code == 201
    path = f"/ratings/v1/scrutiny/sittings/{sitting}/packs/{petition}"
    assert (await users.ratings.client().get(path)).json() == pack
    assert (await packed(users, sitting, petition)).status_code == 409


async def test_only_a_closed_petition_comes_before_its_own_authoritys_committee(users: Petitioning) -> None:
    sitting = await announced(users)
    still_open, _ = await users.opened(100)
    assert (await packed(users, sitting, still_open)).status_code == 409
    await users.wait()
    assert (await packed(users, sitting, still_open, organisation=stranger())).status_code == 404
    assert (await packed(users, sitting, still_open)).status_code == 201


async def test_of_many_who_want_to_speak_at_once_as_many_may_as_there_are_slots(users: Petitioning) -> None:
    petition, sitting = await closed(users), await announced(users)
    assert (await slot(users, sitting, petition)).status_code == 404  # it is not before the committee
    await packed(users, sitting, petition)
    answers = await asyncio.gather(*(slot(users, sitting, petition) for _ in range(8)))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 5}
    taken = [answer.json() for answer in answers if answer.status_code == 201]
    assert sorted(each["number"] for each in taken) == [1, 2, 3]
    assert len({each["code"] for each in taken}) == 3


async def test_nobody_speaks_at_a_meeting_that_is_over(users: Petitioning) -> None:
    petition, sitting = await closed(users), await announced(users)
    await packed(users, sitting, petition)
    assert (await slot(users, sitting, petition, at="2026-11-14T18:00:00Z")).status_code == 409
    late = await users.send("commissioner", "/scrutiny/sittings", MEETING, at="2026-11-14T18:00:00Z")
    assert late.status_code == 422


async def test_the_calendar_is_in_order_and_shows_what_is_to_come(users: Petitioning) -> None:
    days = ("2026-12-01T18:00:00Z", "2026-11-14T18:00:00Z", "2026-11-20T18:00:00Z")
    for held_at in days:
        await announced(users, held_at=held_at)
    client, path = users.ratings.client(), "/ratings/v1/scrutiny/sittings"
    first = (await client.get(path, params={"limit": 2})).json()
    rest = (await client.get(path, params={"limit": 2, "cursor": first["next"]})).json()
    assert [each["held_at"] for each in [*first["items"], *rest["items"]]] == sorted(days)
    coming = await client.get(path, params={"to_come": True}, headers={"Commonweal-Now": "2026-11-19T09:00:00Z"})
    assert len(coming.json()["items"]) == 2

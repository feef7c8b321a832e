"""From a draft to the last signature: who may do what, and what is counted."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.ratings.tests.builders import PROVIDER, SIGNED, agreement, announcement
from services.ratings.tests.petitioning import AFTERWARDS, OPENED, Petitioning, stranger, unknown_code
from sqlalchemy import func, select

from chassis.testing import service_under_test
from events.ratings import InvestigationDemanded, PetitionClosed, PetitionOpened
from events.tendering import ContractSigned
from ratings.petitions.tables import petition_codes, refused_signatures

pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


def figures(shown: dict[str, Any]) -> tuple[int, ...]:
    """Valid, duplicate and strange attempts, and all together."""
    names = ("valid_signatures", "duplicates", "not_on_roll", "signatures_received")
    return tuple(shown[name] for name in names)


async def test_a_draft_opens_once_five_sponsors_signed_and_a_moderator_read_it(users: Petitioning) -> None:
    petition = await users.drafted(25)
    codes = await users.codes(petition, 25)
    for code in codes[:4]:
        assert await users.sign(petition, code) == 201
    early = await users.moderate(petition)
    assert (early.status_code, "4 of the 5 sponsors" in early.json()["detail"]) == (409, True)
    assert (await users.read(petition))["stage"] == "draft"
    assert await users.sign(petition, codes[4]) == 201
    assert (await users.read(petition))["stage"] == "sponsored"
    shown = (await users.moderate(petition)).json()
    assert (shown["stage"], shown["opened_on"], shown["closes_on"]) == ("open", "2026-08-18", "2026-09-29")
    assert figures(shown) == (5, 0, 0, 5)  # sponsors have signed
    [told] = await users.ratings.emitted()
    assert isinstance(told, PetitionOpened)
    assert told.petition.valid_signatures == 5


async def test_every_attempt_is_counted_for_what_it_is(users: Petitioning) -> None:
    petition, codes = await users.opened(25)
    strange = unknown_code()
    assert [await users.sign(petition, code) for code in (codes[0], codes[0], strange, strange, codes[0])] == [
        *(201, 409, 422, 409, 409)
    ]
    assert figures(await users.read(petition)) == (1, 3, 1, 5)


async def test_a_code_of_one_petition_does_not_sign_another(users: Petitioning) -> None:
    petition, codes = await users.opened(25)
    other, _ = await users.opened(25, grounds="The heating is off")
    assert await users.sign(other, codes[0]) == 422
    assert figures(await users.read(other)) == (0, 0, 1, 1)
    assert await users.sign(petition, codes[0]) == 201


async def test_of_many_who_sign_at_once_each_code_counts_once_and_none_is_lost(users: Petitioning) -> None:
    petition, codes = await users.opened(60)
    statuses = await asyncio.gather(*(users.sign(petition, code) for code in codes * 3))
    assert Counter(statuses) == {201: 60, 409: 120}
    assert figures(await users.read(petition)) == (60, 120, 0, 180)


async def test_no_more_codes_are_handed_out_than_there_are_people(users: Petitioning) -> None:
    petition = await users.drafted(25)
    await users.codes(petition, 20)
    refused = await users.send("rater_issuer", f"/petitions/{petition}/codes", {"count": 6})
    assert refused.status_code == 409
    await users.codes(petition, 5)


async def test_on_its_last_day_it_still_takes_signatures_and_then_forgets_every_code(users: Petitioning) -> None:
    petition, codes = await users.opened(25)
    assert await users.sign(petition, codes[0], at="2026-09-29T22:59:00Z") == 201  # 23:59 in London
    assert await users.sign(petition, codes[1], at="2026-09-29T23:00:00Z") == 409
    await users.wait()
    assert (await users.read(petition))["stage"] == "closed"
    assert figures(await users.read(petition)) == (1, 0, 0, 1)
    async with users.ratings.sessions() as session:
        for table in (petition_codes, refused_signatures):
            assert await session.scalar(select(func.count()).select_from(table)) == 0
    assert await users.sign(petition, codes[2], at=AFTERWARDS) == 409


async def test_a_recall_clause_that_the_notice_promised_is_the_petitions(users: Petitioning) -> None:
    contract = agreement()
    notice = announcement(contract).model_copy(update={"recall_clause": "Schedule 9"})
    told = ContractSigned(occurred_at=SIGNED, notice=notice, contract=contract)
    await users.ratings.feed(told, contract.contract_id)
    other = Petitioning(users.ratings, contract)
    assert (await other.read(await other.drafted(25, clause="Another")))["recall_clause"] == "Schedule 9"


async def test_the_threshold_is_told_once_however_often_it_is_looked_for(users: Petitioning) -> None:
    petition, codes = await users.opened(400)
    await asyncio.gather(*(users.sign(petition, code) for code in codes[:9]))
    await users.wait(OPENED)
    assert not [it for it in await users.ratings.emitted() if isinstance(it, InvestigationDemanded)]
    await asyncio.gather(*(users.sign(petition, code) for code in codes[9:30]))
    await asyncio.gather(*(users.wait(OPENED) for _ in range(3)))
    await users.wait()
    [demanded] = [it for it in await users.ratings.emitted() if isinstance(it, InvestigationDemanded)]
    assert (demanded.petition.valid_signatures, demanded.petition.investigation_needs) == (30, 10)
    [closed] = [it for it in await users.ratings.emitted() if isinstance(it, PetitionClosed)]
    assert (closed.investigation_owed, closed.ballot_owed) == (True, False)
    assert str(closed.response_due_on) == "2026-10-27"


async def test_a_roll_too_small_to_hide_anybody_is_signed_through_an_advocate(users: Petitioning) -> None:
    petition, codes = await users.opened(19)
    assert (await users.read(petition))["level"] == "C"
    assert await users.sign(petition, codes[0]) == 403
    assert await users.sign(petition, codes[0], role="rater_issuer") == 201
    assert figures(await users.read(petition)) == (1, 0, 0, 1)


async def test_the_same_grounds_wait_a_year_unless_there_is_something_new(users: Petitioning) -> None:
    await users.opened(25)
    again = await users.draft(at=AFTERWARDS, grounds="NOBODY answers at night")
    assert (again.status_code, "2027-09-29" in again.json()["detail"]) == (409, True)
    assert (await users.draft(at=AFTERWARDS, new_evidence="The log of the door.")).status_code == 201
    assert (await users.draft(at=AFTERWARDS, grounds="The heating is off")).status_code == 201
    assert (await users.draft(at="2027-09-29T09:00:00Z")).status_code == 201


async def test_what_a_moderator_refuses_is_shown_to_nobody(users: Petitioning) -> None:
    await users.set_figures(sponsors=0)
    petition = await users.drafted(25)
    assert (await users.moderate(petition, outcome="refuse")).status_code == 422  # without a reason
    refused = await users.moderate(petition, outcome="refuse", reason="identifies_person")
    assert (refused.status_code, refused.json()["stage"], refused.json()["statement"]) == (200, "refused", None)
    listed = (await users.ratings.client().get("/ratings/v1/petitions")).json()["items"]
    assert listed == []


async def test_others_can_neither_fix_a_roll_nor_hand_out_codes_nor_moderate(users: Petitioning) -> None:
    petition = await users.drafted(25)
    body = {"eligible": 1}
    assert (await users.send("commissioner", f"/petitions/{petition}/roll", body)).status_code == 409  # fixed once
    foreign = await users.send("rater_issuer", f"/petitions/{petition}/codes", {"count": 1}, organisation=stranger())
    assert foreign.status_code == 404
    provider = await users.send(
        "provider", f"/petitions/{petition}/moderation", {"outcome": "open"}, organisation=PROVIDER
    )
    assert provider.status_code == 403


async def test_figures_of_today_are_a_petitions_own_whatever_is_set_later(users: Petitioning) -> None:
    petition, _ = await users.opened(100)
    await users.set_figures(petition_share="0.5", investigation_count=None, investigation_share="0.25")
    assert (await users.read(petition))["signatures_needed"] == 20
    later = await users.read(await users.drafted(100, grounds="The heating is off"))
    assert (later["signatures_needed"], later["investigation_needs"]) == (50, 25)
    yesterday = {"valid_from": "2026-08-16", "figures": {}}
    assert (await users.send("commissioner", "/petition-figures", yesterday)).status_code == 422

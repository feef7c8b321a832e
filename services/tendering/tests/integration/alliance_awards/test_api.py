"""A buyer proposes, every member agrees, and the alliance stands; over HTTP, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import AllianceAwarded, AllianceDeclined, AllianceProposed

pytestmark = pytest.mark.integration


async def two_awards(line: Line) -> tuple[Json, list[Json]]:
    """One lot each to the two providers."""
    notice = await line.published()
    path, won = f"{V1}/notices/{notice['id']}", []
    for bidder, lot in zip((line.provider, line.competitor), notice["lots"], strict=True):
        bid = done(await bidder.post(f"{path}/bids", json=bid_body({"lots": [lot]}), headers=at(NOW)), 201)
        won.append({"bid_id": bid["id"], "lot_ids": [lot["id"]], "reason": "The only bid."})
    made = [await line.buyer.post(f"{path}/awards", json=body, headers=at(AFTERWARDS)) for body in won]
    return notice, [done(each, 201) for each in made]


async def proposed(line: Line, notice: Json, awards: list[Json], *shares: str, **changes: Any) -> Any:
    providers = [
        {"organisation_id": award["supplier_id"], "role": "provider", "share": share, "lot_ids": award["lot_ids"]}
        for award, share in zip(awards, shares, strict=True)
    ]
    body = {
        "title": "Homelessness alliance",
        "outcomes": ["Nobody sleeps rough."],
        "award_ids": [award["id"] for award in awards],
        "starts_on": "2027-04-01",
        "ends_on": "2032-03-31",
        "members": [{"organisation_id": str(line.council), "role": "commissioner"}, *providers],
    }
    path = f"{V1}/notices/{notice['id']}/alliance-awards"
    return await line.buyer.post(path, json=body | changes, headers=at(AFTERWARDS))


async def answered(by: Any, alliance: Json, **said: Any) -> Any:
    return await by.post(f"{V1}/alliance-awards/{alliance['id']}/answer", json=said, headers=at(AFTERWARDS))


async def test_an_alliance_stands_once_every_member_has_agreed_and_its_event_tells_all(line: Line) -> None:
    notice, awards = await two_awards(line)
    alliance = done(await proposed(line, notice, awards, "2/3", "1/3"), 201)
    path = f"{V1}/alliance-awards/{alliance['id']}"
    assert (await line.public.get(path)).status_code == 404
    assert done(await answered(line.provider, alliance, agrees=True))["status"] == "proposed"
    assert (await answered(line.provider, alliance, agrees=True)).status_code == 409
    assert done(await answered(line.competitor, alliance, agrees=True))["status"] == "awarded"
    assert done(await line.public.get(path))["awarded_at"] == "2026-09-29T09:00:00Z"
    assert len(done(await line.public.get(f"{V1}/alliance-awards?notice_id={notice['id']}"))["items"]) == 1
    *_, event = await line.service.emitted()
    assert isinstance(event, AllianceAwarded)
    shares = {each.organisation.id: (each.share, each.value) for each in event.alliance.members}
    assert (shares[line.trust], shares[line.rival]) == (("2/3", "85000.00"), ("1/3", "85000.00"))
    assert (shares[line.council], event.alliance.value) == ((None, "0.00"), "170000.00")


async def test_one_that_declines_ends_the_proposal_and_another_may_follow(line: Line) -> None:
    notice, awards = await two_awards(line)
    alliance = done(await proposed(line, notice, awards, "2/3", "1/3"), 201)
    assert (await proposed(line, notice, awards, "1/2", "1/2")).status_code == 409
    assert (await answered(line.competitor, alliance, agrees=False)).status_code == 422
    ended = done(await answered(line.competitor, alliance, agrees=False, reason="The shares."))
    assert (ended["status"], ended["declined_by"]) == ("declined", str(line.rival))
    assert (await answered(line.provider, alliance, agrees=True)).status_code == 409
    done(await proposed(line, notice, awards, "1/2", "1/2"), 201)
    told = [each for each in await line.service.emitted() if isinstance(each, AllianceProposed | AllianceDeclined)]
    assert [type(each) for each in told] == [AllianceProposed, AllianceDeclined, AllianceProposed]


async def test_shares_that_do_not_make_one_and_awards_of_others_are_refused(line: Line) -> None:
    notice, awards = await two_awards(line)
    assert (await proposed(line, notice, awards, "1/2", "1/3")).status_code == 422
    assert (await proposed(line, notice, awards, "1/0", "1/1")).status_code == 422
    other = str(line.trust)
    assert (await proposed(line, notice, awards, "1/2", "1/2", award_ids=[other, other])).status_code == 422
    alliance = done(await proposed(line, notice, awards, "1/2", "1/2"), 201)
    stranger = line.service.client("provider", organisation=line.council)
    assert (await answered(stranger, alliance, agrees=True)).status_code == 409  # the buyer has agreed by proposing

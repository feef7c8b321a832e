"""Who is suspended begins nothing new, falls out of nothing that has begun, and is heard as before."""

from uuid import UUID

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body, notice_body
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum, sealed_body

pytestmark = pytest.mark.integration


async def suspended(line: Line, organisation: UUID, name: str, status: str = "suspended") -> None:
    """The register has decided so."""
    await line.knows(organisation, name, "provider", status=status)


async def bids_of(line: Line, notice: Json) -> list[str]:
    listed = done(await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS)))["items"]
    return [bid["bidder_id"] for bid in listed]


async def told(line: Line, notice: Json) -> dict[str, list[str]]:
    """Whom the buyer is told of as suspended, bid by bid."""
    path = f"{V1}/notices/{notice['id']}/associates"
    shown = done(await line.buyer.get(path, headers=at(AFTERWARDS)))["items"]
    return {each["bidder_id"]: each["suspended"] for each in shown}


async def test_a_suspended_provider_cannot_bid_until_that_has_ended(line: Line) -> None:
    notice = await line.published()
    await suspended(line, line.trust, "Ashgate Homeless Trust")
    path = f"{V1}/notices/{notice['id']}/bids"
    answer = await line.provider.post(path, json=bid_body(notice), headers=at(NOW))
    assert (answer.status_code, "suspended" in answer.json()["detail"]) == (409, True)
    await suspended(line, line.trust, "Ashgate Homeless Trust", status="active")
    await line.bid(notice)


async def test_a_bid_that_was_there_stays_and_the_buyer_is_told_once_bids_are_open(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    await line.bid(notice, by=line.competitor, price="86000.00")
    await suspended(line, line.trust, "Ashgate Homeless Trust")
    path = f"{V1}/notices/{notice['id']}"
    assert (await line.buyer.get(f"{path}/associates", headers=at(DEADLINE))).status_code == 409
    assert await told(line, notice) == {str(line.trust): [str(line.trust)], str(line.rival): []}
    assert await bids_of(line, notice) == [str(line.trust), str(line.rival)]
    complaint = {"text": "Nobody told us why."}
    done(await line.provider.post(f"{path}/complaints", json=complaint, headers=at(AFTERWARDS)), 201)
    body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
    done(await line.buyer.post(f"{path}/awards", json=body, headers=at(AFTERWARDS)), 201)


async def test_a_suspended_bidder_may_still_take_its_bid_back(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    await suspended(line, line.trust, "Ashgate Homeless Trust")
    done(await line.provider.post(f"{V1}/bids/{bid['id']}/withdraw", headers=at(NOW)))
    assert await bids_of(line, notice) == []


async def test_a_suspended_buyer_begins_no_procurement_and_still_tells_how_it_pays(line: Line) -> None:
    await line.knows(line.council, "Northbridge Council", "buyer", status="suspended")
    refused = await line.buyer.post(f"{V1}/notices", json=notice_body(), headers=at(NOW))
    assert (refused.status_code, "suspended" in refused.json()["detail"]) == (409, True)
    spending = {"reference": "homes", "title": "Homes", "kind": "market", "division": "85"}
    spending |= {"first": "2025-04-01", "last": "2026-03-31"}
    done(await line.buyer.post(f"{V1}/datasets", json=spending, headers=at(NOW)), 201)


@pytest.mark.parametrize(("status", "spoils"), [("suspended", False), ("dissolved", True)])
async def test_a_partner_who_was_suspended_since_spoils_no_sealed_bid(line: Line, status: str, spoils: bool) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    sealing = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    lead = {"organisation_id": str(line.trust), "role": "lead", "share": 60}
    partner = {"organisation_id": str(line.rival), "role": "partner", "share": 40}
    body = sealed_body(sealing, notice, line.trust, body=bid_body(notice, consortium=[lead, partner]))
    done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)
    await suspended(line, line.rival, "Crestline Homes Ltd", status=status)
    opening = await quorum.opens(notice, 1, 2)
    assert (len(opening["opened"]), bool(opening["spoilt"])) == (int(not spoils), spoils)
    if not spoils:
        assert await told(line, notice) == {str(line.trust): [str(line.rival)]}

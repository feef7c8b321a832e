"""Dynamic markets over HTTP, on a real database: from the intention to a bid under one, and to its end."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body, notice_body
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import MarketCeased, MarketChanged, MarketEstablished, MarketIntended, MembershipDecided

pytestmark = pytest.mark.integration
DESIGN = {"title": "Homes", "description": "Rooms.", "cpv": ["85311000"], "conditions": "A registered provider."}
WHY = {"reason": "So we found."}


async def established(line: Line, *parts: str) -> Json:
    design = DESIGN | {"parts": [*parts]}
    market = done(await line.buyer.post(f"{V1}/markets", json=design, headers=at(NOW)), 201)
    return done(await line.buyer.post(f"{V1}/markets/{market['id']}/establish", headers=at(NOW)))


async def applied(
    line: Line, market: Json, by: httpx.AsyncClient | None = None, *, part: str | None = None, when: datetime = NOW
) -> httpx.Response:
    path, body = (
        f"{V1}/markets/{market['id']}/memberships",
        {"statement": "We are a registered provider.", "part": part},
    )
    return await (by or line.provider).post(path, json=body, headers=at(when))


async def decided(line: Line, application: Json, answer: str, when: datetime = NOW) -> httpx.Response:
    path = f"{V1}/markets/{application['market_id']}/memberships/{application['id']}/decide"
    return await line.buyer.post(path, json={"answer": answer, **WHY}, headers=at(when))


def under(market: Json, **changes: Any) -> dict[str, Any]:
    return {"market_id": market["id"], "procedure": "competitive_flexible"} | changes


async def test_only_members_bid_under_a_market_and_whoever_meets_its_conditions_becomes_one(line: Line) -> None:
    market = await established(line)
    notice = await line.published(**under(market))
    path, bid = f"{V1}/notices/{notice['id']}/bids", bid_body(notice)
    refused = await line.provider.post(path, json=bid, headers=at(NOW))
    assert (refused.status_code, "Only members" in refused.text) == (409, True)
    application = done(await applied(line, market), 201)
    assert (await applied(line, market)).status_code == 409
    assert (await line.provider.post(path, json=bid, headers=at(NOW))).status_code == 409
    assert done(await decided(line, application, "admitted"))["answer"] == "admitted"
    done(await line.provider.post(path, json=bid, headers=at(NOW)), 201)


async def test_each_step_of_a_market_is_told_with_its_members(line: Line) -> None:
    market = await established(line)
    application = done(await applied(line, market), 201)
    done(await decided(line, application, "admitted"))
    done(await decided(line, application, "removed"))
    path = f"{V1}/markets/{market['id']}"
    assert done(await line.buyer.put(path, json=DESIGN | {"title": "Rooms"}, headers=at(NOW)))["title"] == "Rooms"
    ceased = done(await line.buyer.post(f"{path}/cease", json=WHY, headers=at(NOW)))
    assert (ceased["standing"], ceased["ceased_because"]) == ("ceased", "So we found.")
    told = [each for each in await line.service.emitted() if hasattr(each, "market")]
    assert [type(each) for each in told] == [MarketIntended, MarketEstablished, *[MarketChanged] * 3, MarketCeased]
    assert [len(each.market.members) for each in told] == [0, 0, 1, 0, 0, 0]
    assert (await applied(line, market, line.competitor)).status_code == 409


async def test_applications_are_for_their_buyer_and_their_supplier_and_members_for_everybody(line: Line) -> None:
    market = await established(line)
    application, other = done(await applied(line, market), 201), done(await applied(line, market, line.competitor), 201)
    done(await decided(line, other, "refused"))
    path = f"{V1}/markets/{market['id']}/memberships"
    seen = {
        who: [each["id"] for each in done(await client.get(path))["items"]]
        for who, client in {"buyer": line.buyer, "provider": line.provider, "public": line.public}.items()
    }
    assert seen == {"buyer": [application["id"], other["id"]], "provider": [application["id"]], "public": []}
    done(await decided(line, application, "admitted"))
    assert [each["id"] for each in done(await line.public.get(path))["items"]] == [application["id"]]
    last = [each for each in await line.service.emitted() if isinstance(each, MembershipDecided)][-1]
    assert last.parties() == {line.council, line.trust}
    done(await applied(line, market, line.competitor), 201)  # who was refused may apply again


async def test_a_market_is_its_buyers_own(line: Line) -> None:
    market = await established(line)
    other = line.service.client("commissioner", organisation=line.rival)
    assert (await other.put(f"{V1}/markets/{market['id']}", json=DESIGN)).status_code == 404
    assert (await line.provider.post(f"{V1}/markets", json=DESIGN)).status_code == 403
    assert done(await line.public.get(f"{V1}/markets", params={"standing": "established"}))["items"] == [market]


async def test_nobody_buys_under_a_market_that_is_not_established_or_by_another_procedure(line: Line) -> None:
    market = done(await line.buyer.post(f"{V1}/markets", json=DESIGN, headers=at(NOW)), 201)
    refused = await line.buyer.post(f"{V1}/notices", json=notice_body(**under(market)), headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/market_id")
    done(await line.buyer.post(f"{V1}/markets/{market['id']}/establish", headers=at(NOW)))
    notice = await line.draft(**under(market, procedure="open"))
    refused = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "market.procedure")


async def test_only_members_of_the_part_bid_and_they_join_until_the_deadline(line: Line) -> None:
    market = await established(line, "North", "South")
    notice = await line.published(**under(market, market_part="North"))
    path, bid = f"{V1}/notices/{notice['id']}/bids", bid_body(notice)
    done(await decided(line, done(await applied(line, market, part="South"), 201), "admitted"))
    refused = await line.provider.post(path, json=bid, headers=at(NOW))
    assert (refused.status_code, "the part 'North'" in refused.text) == (409, True)
    assert (await applied(line, market)).json()["errors"][0]["path"] == "/part"
    last = done(await applied(line, market, part="North", when=DEADLINE), 201)
    assert (await applied(line, market, part="North")).status_code == 409
    done(await decided(line, last, "admitted", DEADLINE))
    done(await line.provider.post(path, json=bid, headers=at(DEADLINE)), 201)
    told = [each.market for each in await line.service.emitted() if isinstance(each, MarketChanged)][-1]
    assert [(part.name, part.members) for part in told.parts] == [("North", [line.trust]), ("South", [line.trust])]
    assert [each.id for each in told.members] == [line.trust]


async def test_a_notice_names_a_part_that_its_market_has(line: Line) -> None:
    market = await established(line, "North")
    for named in (under(market, market_part="West"), {"market_part": "North"}):
        refused = await line.buyer.post(f"{V1}/notices", json=notice_body(**named), headers=at(NOW))
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/market_part")


async def test_a_contract_under_a_market_waits_for_no_standstill(line: Line) -> None:
    market = await established(line)
    done(await decided(line, done(await applied(line, market), 201), "admitted"))
    large = {"title": "Homes", "value": {"amount": "9000000.00", "currency": "GBP"}}
    notice = await line.published(**under(market, lots=[large]))
    bid = await line.bid(notice, price="8000000.00")
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The only bid."}
    award = await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS))
    assert done(award, 201)["standstill_ends_on"] is None

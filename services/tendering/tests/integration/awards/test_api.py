"""Awards over HTTP, on a real database."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, at, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import AwardMade, BidReceived

pytestmark = pytest.mark.integration


def award_body(notice: dict[str, Any], bid: dict[str, Any], *places: int) -> dict[str, Any]:
    lots = [notice["lots"][place]["id"] for place in places]
    return {"bid_id": bid["id"], "lot_ids": lots, "reason": "The best bid."}


async def test_each_lot_goes_once_at_the_price_of_its_bid(line: Line) -> None:
    notice = await line.published()
    trust = await line.bid(notice, price="85000.00")
    rival = await line.bid(notice, by=line.competitor, price="70000.00")
    path = f"{V1}/notices/{notice['id']}/awards"
    first = done(await line.buyer.post(path, json=award_body(notice, trust, 0), headers=at(AFTERWARDS)), 201)
    again = await line.buyer.post(path, json=award_body(notice, rival, 0), headers=at(AFTERWARDS))
    assert (again.status_code, again.json()["detail"]) == (409, "The lot 'Prevention' is already awarded.")
    second = done(await line.buyer.post(path, json=award_body(notice, rival, 1), headers=at(AFTERWARDS)), 201)
    assert (first["value"], second["value"]) == (pounds("85000.00"), pounds("70000.00"))
    stands = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    assert [lot["award_id"] for lot in stands["lots"]] == [first["id"], second["id"]]
    assert stands["status"] == "awarded"
    assert done(await line.public.get(f"{V1}/awards", params={"notice_id": notice["id"]}))["items"] == [first, second]
    assert done(await line.public.get(f"{V1}/awards/{second['id']}")) == second


async def test_an_award_is_told_whole_and_after_its_bids(line: Line) -> None:
    award = await line.awarded()
    *_, received, event = await line.service.emitted()
    assert isinstance(received, BidReceived)
    assert isinstance(event, AwardMade)
    assert str(event.entity) == award["id"]
    assert (event.award.value, event.award.bids_received) == ("170000.00", 1)
    assert [supplier.name for supplier in event.award.suppliers] == ["Ashgate Homeless Trust"]
    assert (event.notice.title, event.notice.buyer.name) == ("Homelessness alliance", "Northbridge Council")


async def test_before_the_deadline_an_award_is_refused_in_the_same_words_whatever_bid_it_names(
    line: Line,
) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    path = f"{V1}/notices/{notice['id']}/awards"
    answers = [
        (await line.buyer.post(path, json=award_body(notice, {"id": bid_id}, 0), headers=at(DEADLINE))).json()
        for bid_id in (bid["id"], str(uuid4()))
    ]
    assert answers[0] == answers[1]
    assert answers[0]["status"] == 409


async def test_only_the_buyer_awards_and_only_live_bids_of_its_notice(line: Line) -> None:
    notice, other = await line.published(), await line.published()
    bid, elsewhere = await line.bid(notice), await line.bid(other)
    done(await line.provider.post(f"{V1}/bids/{bid['id']}/withdraw", headers=at(DEADLINE)))
    path = f"{V1}/notices/{notice['id']}/awards"
    for gone in (bid, elsewhere):
        answer = await line.buyer.post(path, json=award_body(notice, gone, 0), headers=at(AFTERWARDS))
        assert answer.status_code == 404
    stranger = line.service.client("commissioner", organisation=line.rival)
    answer = await stranger.post(path, json=award_body(notice, bid, 0), headers=at(AFTERWARDS))
    assert answer.status_code == 404


async def test_an_announced_standstill_blocks_the_signature_until_it_is_over(line: Line) -> None:
    award = await line.awarded(standstill_working_days=8)
    assert award["standstill_ends_on"] == "2026-10-08"
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
    proposed = done(
        await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(AFTERWARDS)), 201
    )
    path = f"{V1}/contracts/{proposed['id']}/sign"
    too_early = await line.provider.post(path, headers={"Commonweal-Now": "2026-10-08T21:00:00Z"})
    assert too_early.status_code == 409
    assert "lasts until the end of 2026-10-08" in too_early.json()["decision"]["reasons"][0]
    signed = done(await line.provider.post(path, headers={"Commonweal-Now": "2026-10-08T23:00:00Z"}))
    assert signed["status"] == "active"
    found = [done(await line.buyer.get(f"{V1}/decisions/{each}"))["rule"] for each in signed["decisions"]]
    assert found == ["uk_below_threshold_2026.standstill", "delivery.shortest_term"]


async def test_a_framework_takes_as_many_suppliers_as_its_notice_says_and_nobody_twice(line: Line) -> None:
    notice = await line.published(framework={"call_off": "with_competition", "maximum_suppliers": 1})
    bids = [await line.bid(notice), await line.bid(notice, by=line.competitor)]
    path, reason = f"{V1}/notices/{notice['id']}/awards", {"reason": "It meets the criteria."}
    north, south = (lot["id"] for lot in notice["lots"])

    async def award(bid: Json, lot: str) -> httpx.Response:
        return await line.buyer.post(
            path, json={"bid_id": bid["id"], "lot_ids": [lot], **reason}, headers=at(AFTERWARDS)
        )

    done(await award(bids[0], north), 201)
    assert "already" in (await award(bids[0], north)).json()["detail"]
    assert "all the suppliers" in (await award(bids[1], north)).json()["detail"]
    done(await award(bids[1], south), 201)

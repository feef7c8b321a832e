"""What-ifs show another course and write nothing; over HTTP, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, pounds
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import V1, Json, Line, done

from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
PATH = f"{V1}/simulations"


async def supposed(competition: Competition, **changes: Any) -> Json:
    body = {"notice_id": competition.notice["id"], **changes}
    return done(await competition.line.auditor.post(PATH, json=body, headers=at(LATER)))


async def test_a_bid_left_out_another_price_and_other_weights_change_the_course_and_nothing_else(
    line: Line, competition: Competition
) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    before, told = await competition.result(), len(await line.service.emitted())
    lot = competition.notice["lots"][0]["id"]
    without = await supposed(competition, left_out=[competition.bids[0]])
    assert without["changed_lots"] == [lot]
    assert without["real"]["allocation"]["winners"] == {lot: competition.bids[0]}
    assert without["supposed"]["allocation"]["winners"] == {lot: competition.bids[1]}
    price = {"bid_id": competition.bids[0], "lot_id": lot, "price": pounds("90000.00")}
    dearer = await supposed(competition, prices=[price])
    points = {line["bid_id"]: line["points"]["Price"] for line in dearer["supposed"]["lots"][0]["table"]}
    assert points == {competition.bids[0]: 30, competition.bids[1]: 27}
    heavier = await supposed(competition, weights={"Price": 20, "Quality": 50})
    assert heavier["supposed"]["lots"][0]["table"][0]["points"]["Quality"] == 40
    assert (await competition.result(), len(await line.service.emitted())) == (before, told)


async def test_a_disregarded_bid_is_put_back(line: Line, competition: Competition) -> None:
    await competition.open("70000.00", "100000.00")
    await competition.judged()
    assert (await supposed(competition))["real"]["lots"][0]["status"] == "awaiting_response"
    back = await supposed(competition, put_back=[competition.bids[0]])
    assert back["supposed"]["lots"][0]["status"] == "scored"


async def test_weights_that_do_not_add_up_and_what_is_not_there_are_named(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    for change, status in (
        ({"weights": {"Price": 29.99}}, 409),
        ({"weights": {"Beauty": 10}}, 422),
        ({"left_out": [str(new_id())]}, 422),
        ({"lot_limit": {"lots": ["North"], "maximum": 1}}, 422),
    ):
        body = {"notice_id": competition.notice["id"], **change}
        assert (await line.buyer.post(PATH, json=body, headers=at(LATER))).status_code == status


async def test_nobody_simulates_before_the_quality_is_settled_nor_anothers_notice(
    line: Line, competition: Competition
) -> None:
    await competition.open("80000.00", "100000.00")
    body = {"notice_id": competition.notice["id"]}
    assert (await line.buyer.post(PATH, json=body, headers=at(AFTERWARDS))).status_code == 409
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(PATH, json=body, headers=at(AFTERWARDS))).status_code == 404
    assert (await line.provider.post(PATH, json=body, headers=at(AFTERWARDS))).status_code == 403


async def test_a_draft_is_tried_with_imagined_bids_and_a_limit_on_lots(line: Line) -> None:
    lots = [{"title": name, "reference": name, "value": pounds("90000.00")} for name in ("North", "South")]
    notice = await line.draft(lots=lots, criteria=[{"name": "Price", "kind": "price", "weight": 100}])
    low, high = (str(new_id()) for _ in range(2))
    bids = [
        {"bid_id": bid, "bidder_id": bid, "lot_id": lot["id"], "price": pounds(price)}
        for bid, price in ((low, "80000.00"), (high, "90000.00"))
        for lot in notice["lots"]
    ]
    body = {"notice_id": notice["id"], "bids": bids, "lot_limit": {"lots": ["North", "South"], "maximum": 1}}
    found = done(await line.buyer.post(PATH, json=body, headers=at(NOW)))
    assert found["real"] is None
    allocation = found["supposed"]["allocation"]
    assert sorted(allocation["winners"].values()) == sorted([low, high])
    assert allocation["limit_changes_result"] is True

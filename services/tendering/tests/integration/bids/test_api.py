"""Bids over HTTP, on a real database: in time or not at all, and nobody else's business."""

from uuid import UUID, uuid4

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, INSTANT, NOW, at, bid_body, envelope_read
from services.tendering.tests.integration.line import V1, Line, done
from sqlalchemy import func, select

from events.tendering import BidReceived
from tendering.bids.tables import bids, late_attempts

pytestmark = pytest.mark.integration


async def test_the_receipt_says_when_and_nothing_else(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    said = {"id", "notice_id", "received_at", "withdrawn_at", "commitment", "sealed", "terms_hash", "version"}
    assert receipt.keys() == said | {"position", "signed"}
    assert receipt["terms_hash"] == notice["terms_hash"]
    assert (receipt["notice_id"], receipt["received_at"]) == (notice["id"], "2026-08-17T09:00:00Z")


async def test_a_bidder_reads_its_own_bid_at_any_time(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    for when in (NOW, DEADLINE, AFTERWARDS):
        bid = done(await line.provider.get(f"{V1}/bids/{receipt['id']}", headers=at(when)))
        assert bid["envelope"] == envelope_read(bid_body(notice))
        [listed] = done(await line.provider.get(f"{V1}/notices/{notice['id']}/bids", headers=at(when)))["items"]
        assert listed == bid


async def test_before_the_deadline_nobody_else_can_tell_a_bid_from_no_bid(line: Line) -> None:
    empty, wanted = await line.published(), await line.published()
    receipt = await line.bid(wanted)
    for reader in (line.buyer, line.auditor, line.competitor):
        paths = [f"{V1}/notices/{notice['id']}/bids" for notice in (empty, wanted)]
        answers = [await reader.get(path, headers=at(DEADLINE)) for path in paths]
        assert len({answer.status_code for answer in answers}) == 1
        shown = [answer.json() | {"instance": None} for answer in answers]
        assert shown[0] == shown[1]
        one = await reader.get(f"{V1}/bids/{receipt['id']}", headers=at(DEADLINE))
        none = await reader.get(f"{V1}/bids/{uuid4()}", headers=at(DEADLINE))
        assert (one.status_code, none.status_code) == (404, 404)
    assert (await line.buyer.get(f"{V1}/notices/{wanted['id']}/bids", headers=at(DEADLINE))).status_code == 409
    assert done(await line.public.get(f"{V1}/notices/{wanted['id']}")) == wanted


async def test_before_the_deadline_the_ledger_holds_no_trace_of_a_bid(line: Line) -> None:
    notice = await line.published()
    before = await line.service.emitted()
    await line.bid(notice)
    await line.service.due(DEADLINE)
    assert await line.service.emitted() == before


async def test_after_the_deadline_the_buyer_and_auditors_read_every_bid_and_others_only_their_own(line: Line) -> None:
    notice = await line.published()
    first, second = await line.bid(notice), await line.bid(notice, by=line.competitor)
    path, after = f"{V1}/notices/{notice['id']}/bids", at(DEADLINE + INSTANT)
    for reader in (line.buyer, line.auditor):
        read = done(await reader.get(path, headers=after))["items"]
        assert [bid["id"] for bid in read] == [first["id"], second["id"]]
        assert done(await reader.get(f"{V1}/bids/{first['id']}", headers=after)) == read[0]
    assert [bid["id"] for bid in done(await line.competitor.get(path, headers=after))["items"]] == [second["id"]]
    assert (await line.competitor.get(f"{V1}/bids/{first['id']}", headers=after)).status_code == 404
    evaluator = line.service.client("evaluator", organisation=line.council)
    assert (await evaluator.get(f"{V1}/bids/{first['id']}", headers=after)).status_code == 404
    assert (await line.public.get(path, headers=after)).status_code == 401


async def test_the_deadlines_passing_records_each_live_bid_once_and_without_its_price(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    gone = await line.bid(notice, by=line.competitor)
    done(await line.competitor.post(f"{V1}/bids/{gone['id']}/withdraw", headers=at(NOW)))
    await line.service.due(DEADLINE + INSTANT)
    await line.service.due(AFTERWARDS)
    received = [event for event in await line.service.emitted() if isinstance(event, BidReceived)]
    assert [(str(event.entity), event.bidder.name) for event in received] == [(receipt["id"], "Ashgate Homeless Trust")]
    assert received[0].received_at == NOW
    assert "85000" not in received[0].model_dump_json()


async def test_a_bid_at_the_exact_instant_of_the_deadline_is_in_time(line: Line) -> None:
    notice = await line.published()
    assert (await line.bid(notice, when=DEADLINE))["received_at"] == "2026-09-28T09:00:00Z"


async def test_a_late_bid_is_refused_and_kept_is_only_that_it_was_tried(line: Line) -> None:
    notice = await line.published()
    path, late = f"{V1}/notices/{notice['id']}/bids", at(DEADLINE + INSTANT)
    key = {"Idempotency-Key": "late"}
    answer = await line.provider.post(path, json=bid_body(notice), headers=late | key)
    assert (answer.status_code, "late bid" in answer.json()["detail"]) == (409, True)
    async with line.service.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(bids)) == 0
        [attempt] = await session.execute(select(late_attempts))
    assert attempt[1:] == (UUID(notice["id"]), line.trust, DEADLINE + INSTANT)
    assert done(await line.provider.get(path, headers=late))["items"] == []


async def test_a_provider_has_one_live_bid_for_a_notice(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    path = f"{V1}/notices/{notice['id']}/bids"
    again = await line.provider.post(path, json=bid_body(notice), headers=at(NOW))
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "You already have a bid for one of these lots; replace it or withdraw it.",
    )
    done(await line.provider.post(f"{V1}/bids/{receipt['id']}/withdraw", headers=at(NOW)))
    assert (await line.bid(notice))["id"] != receipt["id"]


async def test_a_bid_is_replaced_and_withdrawn_until_the_deadline_on_the_version_that_was_read(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    path = f"{V1}/bids/{receipt['id']}"
    tag = (await line.provider.get(path)).headers["etag"]
    replaced = await line.provider.put(path, json=bid_body(notice, "1.00"), headers=at(DEADLINE) | {"If-Match": tag})
    assert (done(replaced)["version"], done(replaced)["received_at"]) == (2, "2026-09-28T09:00:00Z")
    assert done(await line.provider.get(path))["envelope"] == envelope_read(bid_body(notice, "1.00"))
    stale = await line.provider.post(f"{path}/withdraw", headers=at(DEADLINE) | {"If-Match": tag})
    assert stale.status_code == 412
    late = at(DEADLINE + INSTANT)
    assert (await line.provider.put(path, json=bid_body(notice), headers=late)).status_code == 409
    assert (await line.provider.post(f"{path}/withdraw", headers=late)).status_code == 409
    assert done(await line.provider.get(path))["envelope"] == envelope_read(bid_body(notice, "1.00"))


async def test_who_withdraws_cannot_bid_again_after_the_deadline(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    done(await line.provider.post(f"{V1}/bids/{receipt['id']}/withdraw", headers=at(DEADLINE)))
    path, late = f"{V1}/notices/{notice['id']}/bids", at(DEADLINE + INSTANT)
    assert (await line.provider.post(path, json=bid_body(notice), headers=late)).status_code == 409
    assert done(await line.buyer.get(path, headers=late))["items"] == []


async def test_anothers_bid_reads_as_not_found_to_every_command(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    path = f"{V1}/bids/{receipt['id']}"
    assert (await line.competitor.put(path, json=bid_body(notice))).status_code == 404
    assert (await line.competitor.post(f"{path}/withdraw")).status_code == 404
    assert (await line.buyer.post(f"{path}/withdraw")).status_code == 403


async def test_who_may_not_bid_is_told_why(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/bids"
    stranger, dissolved = uuid4(), uuid4()
    await line.knows(dissolved, "Gone Ltd", "provider", status="dissolved")
    told = {}
    for organisation in (stranger, dissolved, line.council):
        client = line.service.client("provider", organisation=organisation)
        answer = await client.post(path, json=bid_body(notice), headers=at(NOW))
        told[organisation] = (answer.status_code, answer.json()["detail"])
    assert told == {
        stranger: (404, f"The register knows no organisation {stranger}."),
        dissolved: (409, "Gone Ltd is no longer active: the register has it as dissolved."),
        line.council: (409, "Northbridge Council is not registered as a provider."),
    }


async def test_a_draft_cannot_be_bid_for_and_reads_as_not_found(line: Line) -> None:
    notice = await line.draft()
    answer = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=bid_body(notice))
    assert answer.status_code == 404


async def test_bids_of_a_notice_cancelled_in_time_are_never_opened(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    done(await line.buyer.post(f"{V1}/notices/{notice['id']}/cancel", json={"reason": "No money."}, headers=at(NOW)))
    answer = await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS))
    assert (answer.status_code, "stay sealed" in answer.json()["detail"]) == (409, True)
    assert (await line.auditor.get(f"{V1}/bids/{receipt['id']}", headers=at(AFTERWARDS))).status_code == 404
    before = await line.service.emitted()
    await line.service.due(AFTERWARDS)
    assert await line.service.emitted() == before


async def test_what_is_declared_must_be_asked_for_and_on_its_scale(line: Line) -> None:
    fair = {"name": "Fair work", "kind": "social_value", "weight": 69.5, "source": "declared", "scale_maximum": 100}
    price = {"name": "Price", "kind": "price", "weight": 30.5}
    notice = await line.published(criteria=[price, fair])
    body = bid_body(notice)
    for declared, sentence in (
        ({"Fair pay": 1}, "No criterion 'Fair pay'"),
        ({"Fair work": 100.01}, "between 0 and 100"),
    ):
        body["offers"][1]["declared"] = declared
        refused = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW))
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/offers/1/declared")
        assert sentence in refused.text
    body["offers"][1]["declared"] = {"Fair work": 99.5}
    done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)

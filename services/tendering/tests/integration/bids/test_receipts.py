"""Receipts over HTTP: anybody can check them, and after the opening they name the place in the ledger."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, INSTANT, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import a_quorum, sealed_body
from sqlalchemy import text

from tendering.receipts.rules import verified

pytestmark = pytest.mark.integration


async def checked(line: Line, receipt: Json) -> dict[str, Any]:
    """What a stranger reads from the receipt, with nothing but the published keys."""
    return verified(receipt["signed"], done(await line.public.get(f"{V1}/receipts/keys")))


async def test_a_receipt_says_what_was_received_and_when_in_words_that_a_stranger_can_check(line: Line) -> None:
    notice = await line.published()
    body = json.dumps(bid_body(notice)).encode()
    headers = at(NOW) | {"Content-Type": "application/json"}
    receipt = done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", content=body, headers=headers), 201)
    assert receipt["commitment"] == sha256(body).hexdigest()
    told = await checked(line, receipt)
    assert told == {
        "bid_id": receipt["id"],
        "bidder_id": str(line.trust),
        "notice_id": notice["id"],
        "received_at": "2026-08-17T09:00:00Z",
        "withdrawn_at": None,
        "commitment": receipt["commitment"],
        "terms_hash": notice["terms_hash"],
        "version": 1,
        "position": None,
    }


async def test_a_replaced_bid_and_a_withdrawn_one_have_receipts_of_their_own(line: Line) -> None:
    notice = await line.published()
    first = await line.bid(notice)
    again = bid_body(notice, "84000.00")
    second = done(await line.provider.put(f"{V1}/bids/{first['id']}", json=again, headers=at(NOW)))
    gone = done(await line.provider.post(f"{V1}/bids/{first['id']}/withdraw", headers=at(NOW)))
    told = [await checked(line, receipt) for receipt in (first, second, gone)]
    assert [each["version"] for each in told] == [1, 2, 3]
    assert first["commitment"] != second["commitment"] == gone["commitment"]
    assert [each["withdrawn_at"] is None for each in told] == [True, True, False]


async def test_the_receipt_of_a_sealed_bid_names_the_ciphertext(line: Line) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    sealing = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    path, body = f"{V1}/notices/{notice['id']}/bids", sealed_body(sealing, notice, line.trust)
    own = done(await line.provider.post(path, json=body, headers=at(NOW)), 201)
    servers = await line.bid(notice, by=line.competitor)
    for receipt in (own, servers):
        assert receipt["commitment"] == receipt["sealed"]["commitment"]
        assert (await checked(line, receipt))["commitment"] == receipt["commitment"]


async def test_after_the_opening_a_receipt_names_its_position_in_the_ledger(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    path = f"{V1}/bids/{receipt['id']}/receipt"
    assert done(await line.provider.get(path, headers=at(DEADLINE)))["position"] is None
    await line.service.due(DEADLINE + INSTANT)
    async with line.service.sessions.begin() as session:  # as the relay does
        await session.execute(text("update ledger set position = 4711 where entity = :id"), {"id": receipt["id"]})
    later = done(await line.provider.get(path, headers=at(AFTERWARDS)))
    assert (await checked(line, later))["position"] == later["position"] == 4711
    assert later["received_at"] == receipt["received_at"]


async def test_a_receipt_is_its_bidders_alone(line: Line) -> None:
    receipt = await line.bid(await line.published())
    path = f"{V1}/bids/{receipt['id']}/receipt"
    assert (await line.competitor.get(path, headers=at(AFTERWARDS))).status_code == 404
    assert (await line.buyer.get(path, headers=at(AFTERWARDS))).status_code == 403


async def test_a_bid_that_is_replaced_too_late_is_noted_and_stays_as_it_was(line: Line) -> None:
    notice = await line.published()
    receipt = await line.bid(notice)
    answer = await line.provider.put(
        f"{V1}/bids/{receipt['id']}", json=bid_body(notice, "1.00"), headers=at(DEADLINE + INSTANT)
    )
    assert answer.status_code == 409
    path = f"{V1}/notices/{notice['id']}/late-attempts"
    assert len(done(await line.provider.get(path, headers=at(AFTERWARDS)))["items"]) == 1
    assert done(await line.provider.get(f"{V1}/bids/{receipt['id']}/receipt"))["commitment"] == receipt["commitment"]


async def test_late_attempts_are_shown_to_who_made_them_and_to_auditors_after_the_deadline(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}"
    assert (await line.auditor.get(f"{path}/late-attempts", headers=at(DEADLINE))).status_code == 409
    for client, seconds in ((line.provider, 1), (line.competitor, 2)):
        late = at(DEADLINE + timedelta(seconds=seconds))
        assert (await client.post(f"{path}/bids", json=bid_body(notice), headers=late)).status_code == 409
    seen = done(await line.auditor.get(f"{path}/late-attempts", headers=at(AFTERWARDS)))["items"]
    assert [(each["bidder_id"], each["received_at"]) for each in seen] == [
        (str(line.trust), "2026-09-28T09:00:01Z"),
        (str(line.rival), "2026-09-28T09:00:02Z"),
    ]
    assert all(each.keys() == {"id", "notice_id", "bidder_id", "received_at"} for each in seen)
    own = done(await line.competitor.get(f"{path}/late-attempts", headers=at(AFTERWARDS)))["items"]
    assert own == [seen[1]]
    assert done(await line.buyer.get(f"{path}/late-attempts", headers=at(AFTERWARDS)))["items"] == []

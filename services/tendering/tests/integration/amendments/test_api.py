"""Amendments over HTTP: bidders are told, bids are made anew, and nothing is amended too late."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import NoticeAmended

pytestmark = pytest.mark.integration
LATER = DEADLINE + timedelta(days=14)
CHANGE = {
    "reason": "Bidders asked for more weight on price.",
    "closes_at": LATER.isoformat(),
    "criteria": [
        {"name": "Price", "kind": "price", "weight": 40},
        {"name": "Social value", "kind": "social_value", "weight": 60},
    ],
}


async def amend(line: Line, notice: Any, status: int = 201, when: Any = NOW, **changes: Any) -> Any:
    path = f"{V1}/notices/{notice['id']}/amendments"
    return done(await line.buyer.post(path, json=CHANGE | changes, headers=at(when)), status)


async def test_an_amendment_is_published_with_its_hashes_and_told_to_all(line: Line) -> None:
    notice = await line.published()
    amendment = await amend(line, notice)
    stands = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    assert (amendment["number"], amendment["changed"]) == (1, ["closes_at", "criteria"])
    assert amendment["previous_hash"] == notice["terms_hash"] != stands["terms_hash"] == amendment["terms_hash"]
    assert [each["weight"] for each in stands["criteria"]] == [40, 60]
    listed = done(await line.public.get(f"{V1}/notices/{notice['id']}/amendments"))
    assert listed["items"] == [amendment]
    [told] = [each for each in await line.service.emitted() if isinstance(each, NoticeAmended)]
    assert told.notice.terms_hash == stands["terms_hash"]
    assert told.amendment.reason == CHANGE["reason"]


async def test_a_bid_for_the_terms_before_is_not_opened_unless_it_was_replaced(line: Line) -> None:
    notice = await line.published()
    stale = await line.bid(notice)
    renewed = await line.bid(notice, by=line.competitor)
    await amend(line, notice)
    answer = await line.competitor.put(f"{V1}/bids/{renewed['id']}", json=bid_body(notice), headers=at(NOW))
    receipt = done(answer)
    stands = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    assert stale["terms_hash"] != receipt["terms_hash"] == stands["terms_hash"]
    opened = at(LATER + timedelta(days=1))
    listed = done(await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=opened))
    assert [bid["id"] for bid in listed["items"]] == [renewed["id"]]
    assert (await line.buyer.get(f"{V1}/bids/{stale['id']}", headers=opened)).status_code == 404
    assert done(await line.provider.get(f"{V1}/bids/{stale['id']}", headers=opened))["id"] == stale["id"]
    await line.service.due(LATER + timedelta(days=1))
    received = [each for each in await line.service.emitted() if each.type == "tendering.bid.received.v1"]
    assert [str(each.entity) for each in received] == [renewed["id"]]


async def test_after_the_deadline_the_law_forbids_it_and_the_decision_says_so(line: Line) -> None:
    notice = await line.published()
    problem = await amend(line, notice, 409, when=AFTERWARDS)
    assert problem["decision"]["rule"] == "procedure.amendment"
    assert problem["decision"]["basis"] == "LAW"
    assert done(await line.public.get(f"{V1}/notices/{notice['id']}")) == notice


async def test_a_lot_is_changed_and_another_added_and_the_hash_survives_the_database(line: Line) -> None:
    notice = await line.published()
    lots = [{"id": lot["id"], "title": lot["title"], "value": lot["value"]} for lot in notice["lots"]]
    lots[0]["title"] = "Prevention and advice"
    added = {"title": "Homes", "value": {"amount": "1000.00", "currency": "GBP"}}
    await amend(line, notice, lots=[added, *lots], criteria=None)
    stands = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    assert [lot["title"] for lot in stands["lots"]] == ["Prevention and advice", "Outreach", "Homes"]
    assert [lot["id"] for lot in stands["lots"][:2]] == [lot["id"] for lot in notice["lots"]]
    body: dict[str, Any] = {"lots": None, "criteria": None, "title": "Homes first", "closes_at": None}
    again = await amend(line, notice, **body)
    assert again["previous_hash"] == again["terms_hash"] == stands["terms_hash"]


async def test_a_recall_clause_and_what_counts_of_the_past_come_by_amendment_and_go_by_another(line: Line) -> None:
    notice = await line.published()
    body: dict[str, Any] = {"criteria": None, "recall_clause": "Users may recall.", "past_performance": ["delivery"]}
    first = await amend(line, notice, **body)
    assert first["changed"] == ["closes_at", "past_performance", "recall_clause"]
    later = (LATER + timedelta(days=14)).isoformat().replace("+00:00", "Z")
    second = await amend(line, notice, criteria=None, recall_clause=None, closes_at=later)
    assert (second["changed"], second["previous_hash"]) == (["closes_at", "recall_clause"], first["terms_hash"])
    stands = done(await line.public.get(f"{V1}/notices/{notice['id']}"))
    assert (stands["recall_clause"], stands["past_performance"]) == (None, ["delivery"])


@pytest.mark.parametrize(
    ("changes", "status", "place"),
    [
        ({"closes_at": NOW.isoformat()}, 422, "/closes_at"),
        ({"closes_at": None}, 422, "/closes_at"),
        ({"lots": [{"title": "Homes", "value": {"amount": "1.00", "currency": "GBP"}}]}, 422, "/lots"),
        ({"criteria": [{"name": "Price", "kind": "price", "weight": 99.99}]}, 409, ""),
        ({"criteria": None, "closes_at": None}, 409, ""),
        ({"framework": {"call_off": "with_competition", "maximum_suppliers": 2}}, 422, "/framework"),
        ({"criteria": None, "lot_limit": {"lots": ["lot-9"], "maximum": 1}}, 422, "/lot_limit/lots/0"),
    ],
)
async def test_what_no_amendment_may_say_is_named(line: Line, changes: Any, status: int, place: str) -> None:
    notice = await line.published()
    problem = await amend(line, notice, status, **changes)
    assert [fault["path"] for fault in problem.get("errors", [])] == ([place] if place else [])
    assert done(await line.public.get(f"{V1}/notices/{notice['id']}")) == notice


async def test_a_draft_and_a_cancelled_notice_are_not_amended_nor_anothers(line: Line) -> None:
    draft = await line.draft()
    await amend(line, draft, 409)
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}"
    stranger = line.service.client("commissioner", organisation=line.trust)
    assert (await stranger.post(f"{path}/amendments", json=CHANGE, headers=at(NOW))).status_code == 404
    done(await line.buyer.post(f"{path}/cancel", json={"reason": "No funds."}, headers=at(NOW)))
    await amend(line, notice, 409)

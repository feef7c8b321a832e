"""Notices over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at, notice_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import NoticeCancelled, NoticePublished

pytestmark = pytest.mark.integration
LARGE = [{"title": "All of it", "value": pounds("1800000.00")}]


async def test_a_draft_is_its_buyers_own_until_it_is_published(line: Line) -> None:
    notice = await line.draft()
    path = f"{V1}/notices/{notice['id']}"
    assert done(await line.buyer.get(path)) == notice
    for stranger in (line.public, line.provider, line.auditor):
        assert (await stranger.get(path)).status_code == 404
        assert done(await stranger.get(f"{V1}/notices"))["items"] == []
    assert done(await line.buyer.get(f"{V1}/notices"))["items"] == [notice]
    published = done(await line.buyer.post(f"{path}/publish", headers=at(NOW)))
    assert done(await line.public.get(path)) == published
    assert done(await line.public.get(f"{V1}/notices"))["items"] == [published]


async def test_what_was_published_is_told_whole(line: Line) -> None:
    notice = await line.published()
    [event] = await line.service.emitted()
    assert isinstance(event, NoticePublished)
    told = event.notice
    assert (str(told.notice_id), told.buyer.name, told.cpv) == (notice["id"], "Northbridge Council", ["85311000"])
    assert [(str(lot.id), lot.title, lot.value) for lot in told.lots] == [
        (lot["id"], lot["title"], lot["value"]["amount"]) for lot in notice["lots"]
    ]
    assert [(each.name, each.kind, each.weight) for each in told.criteria] == [
        ("Price", "price", 30),
        ("Social value", "social_value", 70),
    ]


async def test_an_organisation_that_the_register_does_not_know_cannot_buy(line: Line) -> None:
    stranger = line.service.client("commissioner", organisation=line.council.__class__(int=1))
    answer = await stranger.post(f"{V1}/notices", json=notice_body())
    assert (answer.status_code, "register knows no organisation" in answer.json()["detail"]) == (404, True)


async def test_an_organisation_that_is_no_buyer_cannot_buy(line: Line) -> None:
    officer = line.service.client("commissioner", organisation=line.trust)
    answer = await officer.post(f"{V1}/notices", json=notice_body())
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "Ashgate Homeless Trust is not registered as a buyer.",
    )


async def test_only_a_commissioner_drafts(line: Line) -> None:
    assert (await line.provider.post(f"{V1}/notices", json=notice_body())).status_code == 403
    assert (await line.public.post(f"{V1}/notices", json=notice_body())).status_code == 401


async def test_another_councils_notice_reads_as_not_found_to_every_command(line: Line) -> None:
    notice = await line.published()
    other = line.service.client("commissioner", organisation=line.rival)
    path = f"{V1}/notices/{notice['id']}"
    assert (await other.put(path, json=notice_body())).status_code == 404
    assert (await other.post(f"{path}/publish")).status_code == 404
    assert (await other.post(f"{path}/cancel", json={"reason": "Spite."})).status_code == 404


async def test_an_edit_needs_the_version_it_was_made_on(line: Line) -> None:
    notice = await line.draft()
    path = f"{V1}/notices/{notice['id']}"
    tag = (await line.buyer.get(path)).headers["etag"]
    # Only a lot changes: that, too, is a new version.
    changed = notice_body(lots=[{"title": "Prevention", "value": pounds("1.00")}])
    revised = done(await line.buyer.put(path, json=changed, headers={"If-Match": tag}))
    assert [lot["value"]["amount"] for lot in revised["lots"]] == ["1.00"]
    assert revised["version"] == notice["version"] + 1
    assert (await line.buyer.put(path, json=changed, headers={"If-Match": tag})).status_code == 412
    assert done(await line.buyer.get(path)) == revised


async def test_lots_stay_in_the_order_in_which_they_were_written(line: Line) -> None:
    titles = [f"Lot {number}" for number in range(40)]
    notice = await line.draft(lots=[{"title": title, "value": pounds("1.00")} for title in titles])
    read = done(await line.buyer.get(f"{V1}/notices/{notice['id']}"))
    assert [lot["title"] for lot in read["lots"]] == titles


async def test_a_published_notice_can_be_cancelled_with_a_reason_and_not_changed(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}"
    assert (await line.buyer.put(path, json=notice_body())).status_code == 409
    cancelled = done(await line.buyer.post(f"{path}/cancel", json={"reason": "No money."}, headers=at(NOW)))
    assert (cancelled["status"], cancelled["cancelled_because"]) == ("cancelled", "No money.")
    *_, event = await line.service.emitted()
    assert isinstance(event, NoticeCancelled)
    assert (event.reason, event.entity_version) == ("No money.", 2)


async def test_the_law_refuses_too_short_a_time_and_its_decision_can_be_read(line: Line) -> None:
    closes_at = (NOW + timedelta(days=24)).isoformat()
    notice = await line.draft(lots=LARGE, closes_at=closes_at)
    refused = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
    assert refused.status_code == 409
    decision = refused.json()["decision"]
    assert (decision["rule"], decision["basis"], decision["outcome"]) == (
        "uk_pa2023_full.tendering_period",
        "LAW",
        False,
    )
    assert done(await line.public.get(f"{V1}/decisions/{decision['id']}")) == decision
    assert done(await line.buyer.get(f"{V1}/notices/{notice['id']}"))["status"] == "draft"


async def test_what_the_rules_said_is_shown_on_the_notice(line: Line) -> None:
    notice = await line.published(lots=LARGE)
    rules = [done(await line.public.get(f"{V1}/decisions/{decision}"))["rule"] for decision in notice["decisions"]]
    known = ["thresholds", "uk_pa2023_full.tendering_period"]
    before = ["social_value.act", "seed_social_economy.subsidiarity", "conflicts.assessment"]
    guards = ["seed_social_economy.weights", "award.criteria"]
    assert rules == [*known, *before, *guards]


@pytest.mark.parametrize(
    ("buyer", "rule", "outcome"),
    [
        ("school", "thresholds.notifiable", False),
        ("sub_central", "thresholds.notifiable", True),
        ("central", "social_value.ppn002", True),
    ],
)
async def test_which_rules_a_notice_meets_depends_on_who_buys(line: Line, buyer: str, rule: str, outcome: bool) -> None:
    notice = await line.published(authority_type=buyer)  # £180,000 with VAT: large for a central body alone
    assert notice["authority_type"] == buyer
    said = [done(await line.public.get(f"{V1}/decisions/{decision}")) for decision in notice["decisions"]]
    assert {each["rule"]: each["outcome"] for each in said}[rule] is outcome
    assert {each["rule"]: each["outcome"] for each in said}["thresholds"] is (buyer == "central")


async def test_a_list_is_read_in_pages_and_by_filters(line: Line) -> None:
    notices = [await line.published(title=f"Notice {number}") for number in range(3)]
    first = await line.public.get(f"{V1}/notices", params={"limit": 2, "buyer_id": str(line.council)})
    assert [item["id"] for item in done(first)["items"]] == [notice["id"] for notice in notices[:2]]
    second = await line.public.get(first.links["next"]["url"])
    assert [item["id"] for item in done(second)["items"]] == [notices[2]["id"]]
    assert done(second)["next"] is None
    assert done(await line.public.get(f"{V1}/notices", params={"status": "cancelled"}))["items"] == []
    assert done(await line.public.get(f"{V1}/notices", params={"buyer_id": str(line.trust)}))["items"] == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"cpv": ["8531100"]}, 422),
        ({"cpv": ["85311000-22"]}, 422),
        ({"cpv": ["\uff185311000"]}, 422),
        ({"lots": [{"title": "All", "value": {"amount": "-1.00"}}]}, 422),
        (
            {"lots": [{"title": "All", "value": pounds("1.00"), "starts_on": "2027-02-01", "ends_on": "2027-01-31"}]},
            422,
        ),
        ({"criteria": [{"name": "Price", "kind": "price", "weight": 101}]}, 422),
        ({"criteria": [{"name": "Price", "kind": "price", "weight": 100}] * 2}, 422),
        ({"category": "favours"}, 422),
        ({"surprise": 1}, 422),
        ({"lots": []}, 409),
        ({"criteria": []}, 409),
        ({"closes_at": "2026-08-17T09:00:00Z"}, 409),
    ],
)
async def test_what_cannot_be_meant_is_refused_where_it_stands(
    line: Line, changes: dict[str, Any], status: int
) -> None:
    drafted = await line.buyer.post(f"{V1}/notices", json=notice_body(**changes), headers=at(NOW))
    if status == 409:
        drafted = await line.buyer.post(f"{V1}/notices/{done(drafted, 201)['id']}/publish", headers=at(NOW))
    assert drafted.status_code == status, drafted.text
    assert drafted.headers["content-type"] == "application/problem+json"


async def test_a_limit_names_lots_of_the_notice(line: Line) -> None:
    lots = [{"title": name, "reference": name, "value": pounds("90000.00")} for name in ("north", "south")]
    limited = notice_body(lots=lots, lot_limit={"lots": ["north", "south"], "maximum": 1})
    notice = done(await line.buyer.post(f"{V1}/notices", json=limited, headers=at(NOW)), 201)
    assert notice["lot_limit"] == {"lots": ["north", "south"], "maximum": 1}
    limited["lot_limit"] = {"lots": ["north", "west"], "maximum": 1}
    refused = await line.buyer.post(f"{V1}/notices", json=limited, headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/lot_limit/lots/1")


async def test_weights_that_miss_the_hundred_by_a_hundredth_are_named(line: Line) -> None:
    criteria = [{"name": "Price", "kind": "price", "weight": 99.99}]
    notice = done(await line.buyer.post(f"{V1}/notices", json=notice_body(criteria=criteria), headers=at(NOW)), 201)
    refused = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
    assert (refused.status_code, "add up to 99.99" in refused.text) == (409, True)


async def test_a_lot_says_what_it_consists_of_how_it_is_renewed_and_what_else_may_be_asked_for(line: Line) -> None:
    item: Json = {"cpv": "85320000-8", "description": "Homes", "quantity": 120.5, "unit": "home"}
    lot: Json = {
        "title": "Homes",
        "value": pounds("90000.00"),
        "starts_on": "2027-04-01",
        "ends_on": "2030-03-31",
        "extension_months": 24,
        "renewal": "Once, for two years.",
        "options": "Ten more homes.",
        "items": [item],
    }
    declared = {"recall_clause": "Users may recall.", "past_performance": ["user_ratings", "delivery", "delivery"]}
    notice = await line.published(lots=[lot], **declared)
    assert (notice["cpv"], notice["value"]) == (["85311000", "85320000"], pounds("90000.00"))
    assert (notice["recall_clause"], notice["past_performance"]) == ("Users may recall.", ["delivery", "user_ratings"])
    assert notice["lots"][0].items() >= (lot | {"items": [item | {"cpv": "85320000"}]}).items()
    [event] = await line.service.emitted()
    assert isinstance(event, NoticePublished)
    told = event.notice
    assert (told.regime, told.above_threshold, told.past_performance) == ("full", False, ["delivery", "user_ratings"])
    [item] = told.lots[0].items
    assert (item.cpv, item.quantity, told.lots[0].options) == ("85320000", "120.5", "Ten more homes.")


async def test_what_may_be_renewed_has_a_last_day(line: Line) -> None:
    endless = notice_body(lots=[{"title": "All", "value": pounds("1.00"), "extension_months": 12}])
    refused = await line.buyer.post(f"{V1}/notices", json=endless, headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/lots/0/ends_on")

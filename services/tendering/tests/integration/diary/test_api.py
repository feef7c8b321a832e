"""What is due when, for one procurement and for an authority; over HTTP, on a real database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done, heard

from events.tendering import DutiesWritten, DutyOverdue, ReportOverdue

pytestmark = pytest.mark.integration
MONTHS_LATER = AFTERWARDS + timedelta(days=200)


async def a_large_contract(line: Line) -> Json:
    """Signed after its standstill, and above the threshold."""
    lots = [{"title": "All of it", "value": {"amount": "900000.00", "currency": "GBP"}}]
    notice = await line.published(lots=lots)
    bid = await line.bid(notice)
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    award = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS)), 201)
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
    path = f"{V1}/awards/{award['id']}/contract"
    made = done(await line.buyer.post(path, json=term, headers=at(AFTERWARDS)), 201)
    signing = at(AFTERWARDS + timedelta(days=30))
    return done(await line.provider.post(f"{V1}/contracts/{made['id']}/sign", headers=signing))


async def test_an_announced_engagement_meets_its_duty_before_the_tender_notice(line: Line) -> None:
    plan = {"title": "Homelessness", "description": "What would help?"}
    engagement = done(await line.buyer.post(f"{V1}/engagements", json=plan, headers=at(NOW)), 201)
    done(await line.buyer.post(f"{V1}/engagements/{engagement['id']}/announce", headers=at(NOW)))
    states = []
    for notice in (await line.published(), await line.published(engagement_id=engagement["id"])):
        shown = done(await line.public.get(f"{V1}/notices/{notice['id']}/obligations", headers=at(AFTERWARDS)))
        states += [each["state"] for each in shown["duties"] if each["code"] == "UK2"]
    assert states == ["overdue", "met"]


async def test_the_obligations_of_a_procurement_follow_what_happened_in_it(line: Line) -> None:
    contract = await a_large_contract(line)
    path = f"{V1}/notices/{contract['notice_id']}/obligations"
    shown = done(await line.public.get(path, headers=at(MONTHS_LATER)))
    states = {(each["layer"], each["code"]): each["state"] for each in shown["duties"]}
    assert (states["statute", "UK4"], states["statute", "UK6"]) == ("met", "met")
    assert (states["statute", "standstill"], states["statute", "UK7"]) == ("met", "overdue")
    details = f"{V1}/contracts/{contract['id']}/details"
    done(await line.buyer.post(details, json={}, headers=at(AFTERWARDS + timedelta(days=31))))
    shown = done(await line.public.get(path, headers=at(MONTHS_LATER)))
    assert {each["code"]: each["state"] for each in shown["duties"]}["UK7"] == "met"


async def test_the_calendar_of_an_authority_shows_what_is_overdue_first_and_then_what_is_due(line: Line) -> None:
    await a_large_contract(line)
    await heard(line)
    asked = {"buyer_id": str(line.council)}
    items = done(await line.public.get(f"{V1}/calendar", params=asked, headers=at(MONTHS_LATER)))["items"]
    assert [each["state"] for each in items] == sorted((each["state"] for each in items), reverse=True)
    assert ("UK7", "overdue") in {(each["code"], each["state"]) for each in items}
    overdue = asked | {"state": "overdue", "to": items[0]["due"]}
    found = done(await line.public.get(f"{V1}/calendar", params=overdue, headers=at(MONTHS_LATER)))["items"]
    assert {each["due"] for each in found} == {items[0]["due"]}
    nobodys = {"buyer_id": str(line.rival)}
    assert done(await line.public.get(f"{V1}/calendar", params=nobodys))["items"] == []


async def test_what_is_overdue_is_told_once(line: Line) -> None:
    await a_large_contract(line)
    await heard(line)
    for when in (AFTERWARDS, MONTHS_LATER, MONTHS_LATER):
        await line.service.due(when)
    told = [each.code for each in await line.service.emitted() if isinstance(each, DutyOverdue)]
    assert told.count("UK7") == 1


async def test_what_a_procurement_owes_is_told_whole_and_not_again_until_it_changes(line: Line) -> None:
    await a_large_contract(line)
    await heard(line)
    editions = [each for each in await line.service.emitted() if isinstance(each, DutiesWritten)]
    assert all(one.duties != other.duties for one, other in pairwise(editions))
    shown = done(
        await line.public.get(f"{V1}/calendar", params={"buyer_id": str(line.council)}, headers=at(AFTERWARDS))
    )
    unmet = {(duty.code, duty.due.isoformat()) for duty in editions[-1].duties if duty.met_on is None}
    assert {(each["code"], each["due"]) for each in shown["items"]} <= unmet


async def the_calendar(line: Line, by: Any = None, **asked: str) -> Json:
    path, params = f"{V1}/calendar", {"buyer_id": str(line.council), **asked}
    return done(await (by or line.public).get(path, params=params, headers=at(MONTHS_LATER)))["items"]


async def test_rows_that_would_read_alike_name_their_lots_and_whose_award_it_is(line: Line) -> None:
    notice = await line.published()
    offers = [(line.provider, 0), (line.competitor, 1)]
    for bidder, place in offers:
        lot = notice["lots"][place]
        bid = done(
            await bidder.post(
                f"{V1}/notices/{notice['id']}/bids", json=bid_body(notice | {"lots": [lot]}), headers=at(NOW)
            ),
            201,
        )
        body = {"bid_id": bid["id"], "lot_ids": [lot["id"]], "reason": "The best bid."}
        path = f"{V1}/notices/{notice['id']}/awards"
        award = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
        term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
        path = f"{V1}/awards/{award['id']}/contract"
        made = done(await line.buyer.post(path, json=term, headers=at(AFTERWARDS)), 201)
        done(await bidder.post(f"{V1}/contracts/{made['id']}/sign", headers=at(AFTERWARDS)))
    path = f"{V1}/notices/{notice['id']}/obligations"
    duties = done(await line.public.get(path, headers=at(MONTHS_LATER)))["duties"]
    details = [each["about"] for each in duties if each["code"] == "UK7"]
    assert details == ["Prevention: Ashgate Homeless Trust", "Outreach: Crestline Homes Ltd"]


async def test_a_row_says_of_what_it_is_owed(line: Line) -> None:
    contract = await a_large_contract(line)
    await heard(line)
    [details] = [each for each in await the_calendar(line) if each["code"] == "UK7"]
    assert (details["subject"], details["contract_id"]) == ("contract", contract["id"])
    assert details["about"] == "All of it: Ashgate Homeless Trust"
    assert {each["subject"] for each in await the_calendar(line, state="met")} == {"notice", "contract"}


async def test_the_notices_of_a_market_stand_in_the_calendar_with_their_days(line: Line) -> None:
    design = {"title": "Homes", "description": "Lettings.", "cpv": ["85311000"], "conditions": "Registered."}
    market = done(await line.buyer.post(f"{V1}/markets", json=design, headers=at(NOW)), 201)
    path = f"{V1}/markets/{market['id']}"

    async def states() -> dict[str, str]:
        shown = done(await line.public.get(f"{path}/obligations", headers=at(AFTERWARDS)))
        return {each["code"]: each["state"] for each in shown["duties"]}

    assert await states() == {"UK13": "met", "UK14": "waiting", "UK15": "waiting", "UK16": "waiting"}
    done(await line.buyer.post(f"{path}/establish", headers=at(NOW)))
    done(await line.buyer.put(path, json=design | {"conditions": "Registered, insured."}, headers=at(AFTERWARDS)))
    done(await line.buyer.post(f"{path}/cease", json={"reason": "Not used."}, headers=at(AFTERWARDS)))
    assert set((await states()).values()) == {"met"}
    rows = await the_calendar(line, state="met")
    assert sorted((each["code"], each["subject"], each["about"]) for each in rows) == [
        (code, "market", "Homes") for code in ("UK13", "UK14", "UK15", "UK16")
    ]


async def an_exclusion(line: Line) -> Json:
    """Decided on the day of the notice."""
    notice = await line.published()
    told = {"supplier_id": str(line.trust), "ground": "insolvency", "occurred_on": "2026-08-01", "circumstances": "So."}
    inquiry = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/inquiries", json=told, headers=at(NOW)), 201)
    path = f"{V1}/inquiries/{inquiry['id']}"
    done(await line.provider.post(f"{path}/representations", json={"statement": "It is true."}, headers=at(NOW)))
    finding = {"finding": "applies", "reason": "It goes on.", "disregards": True}
    return done(await line.buyer.post(f"{path}/finding", json=finding, headers=at(NOW)))


async def test_the_report_of_an_exclusion_is_due_to_be_seen_by_its_authority_alone(line: Line) -> None:
    inquiry = await an_exclusion(line)
    for reader, sees in ((line.buyer, True), (line.auditor, True), (line.public, False), (line.provider, False)):
        rows = [each for each in await the_calendar(line, by=reader) if each["code"] == "exclusion_report"]
        assert bool(rows) is sees
    [row] = [each for each in await the_calendar(line, by=line.buyer) if each["subject"] == "exclusion"]
    assert (row["due"], row["state"], row["about"]) == (
        *("2026-09-15", "overdue"),
        "Ashgate Homeless Trust: insolvency",
    )
    await line.service.due(MONTHS_LATER)
    await line.service.due(MONTHS_LATER)
    told = [each for each in await line.service.emitted() if isinstance(each, DutyOverdue | ReportOverdue)]
    [late] = [each for each in told if isinstance(each, ReportOverdue)]
    assert (str(late.inquiry_id), late.parties()) == (inquiry["id"], frozenset({line.council}))
    assert not any(each.code == "exclusion_report" for each in told if isinstance(each, DutyOverdue))


async def test_a_report_to_the_minister_meets_its_duty_once(line: Line) -> None:
    inquiry = await an_exclusion(line)
    path = f"{V1}/inquiries/{inquiry['id']}/report"
    early = await line.buyer.post(path, json={"reported_on": "2026-08-16"}, headers=at(AFTERWARDS))
    assert early.status_code == 422
    told = {"reported_on": "2026-08-20"}
    assert (await line.provider.post(path, json=told, headers=at(AFTERWARDS))).status_code == 403
    assert done(await line.buyer.post(path, json=told, headers=at(AFTERWARDS)))["reported_on"] == "2026-08-20"
    assert (await line.buyer.post(path, json=told, headers=at(AFTERWARDS))).status_code == 409
    rows = await the_calendar(line, by=line.buyer, state="met")
    assert [each["met_on"] for each in rows if each["code"] == "exclusion_report"] == ["2026-08-20"]


async def test_a_contract_that_expires_owes_its_notice_whether_or_not_anybody_ends_it(line: Line) -> None:
    contract = await a_large_contract(line)  # until 30 November 2027
    path = f"{V1}/notices/{contract['notice_id']}/obligations"

    async def notice_of_the_end(when: datetime) -> tuple[str, str]:
        duties = done(await line.public.get(path, headers=at(when)))["duties"]
        [found] = [(each["due"], each["state"]) for each in duties if each["code"] == "UK11"]
        return found

    expired = datetime(2027, 12, 30, 9, tzinfo=UTC)
    assert await notice_of_the_end(MONTHS_LATER) == ("2027-12-29", "due")
    assert await notice_of_the_end(expired) == ("2027-12-29", "overdue")
    end = {"outcome": "ended", "reason": "It ran its full term."}
    done(await line.buyer.post(f"{V1}/contracts/{contract['id']}/end", json=end, headers=at(expired)))
    assert await notice_of_the_end(expired) == ("2027-12-29", "met_late")

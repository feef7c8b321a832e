"""What is due when, for one procurement and for an authority; over HTTP, on a real database."""

from datetime import timedelta
from itertools import pairwise

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import DutiesWritten, DutyOverdue
from tendering.diary.reactions import STEPS

pytestmark = pytest.mark.integration
MONTHS_LATER = AFTERWARDS + timedelta(days=200)


async def heard(line: Line) -> None:
    """Let the service hear of what it said itself."""
    for event in await line.service.emitted():
        if isinstance(event, STEPS):
            await line.service.feed(event, event.entity)


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

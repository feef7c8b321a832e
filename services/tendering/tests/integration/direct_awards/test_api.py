"""Direct awards over HTTP, on a real database: from the transparency notice to the contract."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body, notice_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import AwardMade, NoticePublished

pytestmark = pytest.mark.integration
BODY = {"value": pounds("140000.00"), "reason": "Nobody else can."}


def direct(line: Line, **changes: Any) -> dict[str, Any]:
    meant = {"ground": "6", "reason": "Only they own the homes.", "supplier_id": str(line.trust)}
    return {"procedure": "direct_award", "criteria": [], "justification": meant} | changes


async def owed(line: Line, notice: Json, what: str = "state") -> dict[str, str]:
    shown = done(await line.public.get(f"{V1}/notices/{notice['id']}/obligations", headers=at(AFTERWARDS)))
    return {each["code"]: each[what] for each in shown["duties"]}


async def test_a_direct_award_is_told_before_it_is_made_and_leads_to_a_contract(line: Line) -> None:
    notice = await line.published(**direct(line))
    path = f"{V1}/notices/{notice['id']}/direct-award"
    early = await line.buyer.post(path, json=BODY, headers=at(NOW))
    assert (early.status_code, "before the deadline" in early.text) == (409, True)
    award = done(await line.buyer.post(path, json=BODY, headers=at(AFTERWARDS)), 201)
    assert (award["id"], award["bid_id"], award["supplier_id"]) == (notice["id"], None, str(line.trust))
    assert done(await line.public.get(f"{V1}/awards/{award['id']}")) == award
    published, made = await line.service.emitted()
    assert isinstance(published, NoticePublished)
    assert isinstance(made, AwardMade)
    assert published.supplier is not None
    assert (published.supplier.name, made.entity_version) == ("Ashgate Homeless Trust", 2)
    assert (await owed(line, notice))["UK5"] == "met"
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}
    made_of = f"{V1}/awards/{award['id']}/contract"
    contract = done(await line.buyer.post(made_of, json=term, headers=at(AFTERWARDS)), 201)
    signed = done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    assert (signed["status"], signed["value"]) == ("active", pounds("140000.00"))


async def test_nobody_bids_for_a_direct_award_and_only_its_buyer_makes_it(line: Line) -> None:
    notice = await line.published(**direct(line))
    bid = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=bid_body(notice), headers=at(NOW))
    assert bid.status_code == 409
    path = f"{V1}/notices/{notice['id']}/direct-award"
    other = line.service.client("commissioner", organisation=line.rival)
    assert (await other.post(path, json=BODY, headers=at(AFTERWARDS))).status_code == 404
    assert (await line.provider.post(path, json=BODY, headers=at(AFTERWARDS))).status_code == 403


async def test_a_ground_that_the_law_does_not_know_is_refused_with_its_decision(line: Line) -> None:
    meant = {"ground": "99", "reason": "We like them.", "supplier_id": str(line.trust)}
    notice = await line.draft(**direct(line, justification=meant))
    refused = await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "award.direct")


async def test_a_direct_award_says_why(line: Line) -> None:
    silent = notice_body(procedure="direct_award", criteria=[])
    refused = await line.buyer.post(f"{V1}/notices", json=silent, headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/justification")


async def test_a_users_own_choice_owes_no_notice_and_waits_for_nobody(line: Line) -> None:
    meant = {"ground": "15", "reason": "The resident chose it.", "supplier_id": str(line.trust)}
    notice = await line.published(
        **direct(line, procedure="user_choice", regime="light_touch", justification=meant),
    )
    path = f"{V1}/notices/{notice['id']}/direct-award"
    assert done(await line.buyer.post(path, json=BODY, headers=at(NOW)), 201)["supplier_id"] == str(line.trust)
    forces = await owed(line, notice, "force")
    assert {forces[code] for code in ("UK4", "UK5", "UK6", "assessment_summaries")} == {"exempt"}


async def test_a_direct_award_that_is_not_to_be_is_cancelled(line: Line) -> None:
    notice = await line.published(**direct(line))
    cancelled = await line.buyer.post(
        f"{V1}/notices/{notice['id']}/cancel", json={"reason": "Another can do it."}, headers=at(NOW)
    )
    assert done(cancelled)["status"] == "cancelled"
    refused = await line.buyer.post(f"{V1}/notices/{notice['id']}/direct-award", json=BODY, headers=at(AFTERWARDS))
    assert refused.status_code == 409
    assert (await owed(line, notice))["UK12"] == "met"

"""Changes of contracts over HTTP, on a real database."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, plan_body, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ContractAmended, ContractChangeAnnounced, ContractEnded

pytestmark = pytest.mark.integration
LATER = AFTERWARDS.replace(year=2027)


async def signed(line: Line, price: str = "1000000.00", **changes: Any) -> dict[str, Any]:
    """A public contract: £1.8m in one lot, five years."""
    lot = {"title": "Prevention", "value": pounds("1800000.00")}
    lot |= {"starts_on": "2026-12-01", "ends_on": "2031-11-30"}
    notice = await line.published(**{"lots": [lot], **changes})
    bid = await line.bid(notice, price=price)
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    award = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS)), 201)
    term = {"starts_on": "2026-12-01", "ends_on": "2031-11-30"}
    path = f"{V1}/awards/{award['id']}/contract"
    when = at(AFTERWARDS.replace(month=11))
    proposed = done(await line.buyer.post(path, json=term, headers=when), 201)
    made: dict[str, Any] = done(await line.provider.post(f"{V1}/contracts/{proposed['id']}/sign", headers=when))
    return made


def change(value: str, ground: str, **changes: Any) -> dict[str, Any]:
    said = {"value": pounds(value), "ends_on": "2031-11-30", "ground": ground, "rationale": "More people need it."}
    return said | changes


async def test_a_large_change_is_announced_before_it_is_made(line: Line) -> None:
    contract = await signed(line)
    path = f"{V1}/contracts/{contract['id']}"
    sudden = {"value": pounds("1200000.00"), "ends_on": "2031-11-30", "rationale": "At once."}
    refused = await line.buyer.post(f"{path}/amendments", json=sudden, headers=at(LATER))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "notice.UK10")
    told = change("1200000.00", "unforeseeable")
    announced = done(await line.buyer.post(f"{path}/modifications", json=told, headers=at(LATER)), 201)
    assert (announced["stage"], len(announced["decisions"])) == ("announced", 2)
    assert done(await line.public.get(path))["value"] == pounds("1000000.00")
    made = done(await line.buyer.post(f"{V1}/modifications/{announced['id']}/make", headers=at(LATER)))
    assert (made["stage"], done(await line.public.get(path))["value"]) == ("made", pounds("1200000.00"))
    *_, before, after = await line.service.emitted()
    assert isinstance(before, ContractChangeAnnounced)
    assert isinstance(after, ContractAmended)
    assert (before.value, after.contract.value, after.announced) == ("1200000.00", "1200000.00", True)
    again = await line.buyer.post(f"{V1}/modifications/{announced['id']}/make", headers=at(LATER))
    assert again.status_code == 409


async def test_small_changes_add_up_until_they_are_not_small(line: Line) -> None:
    contract = await signed(line)
    path = f"{V1}/contracts/{contract['id']}"
    for value, status in (("1060000.00", 201), ("1100000.00", 201), ("1100000.01", 409)):
        answer = await line.buyer.post(
            f"{path}/modifications", json=change(value, "below_threshold"), headers=at(LATER)
        )
        assert answer.status_code == status, answer.text
        if status == 201:
            assert answer.json()["stage"] == "ready"
            done(await line.buyer.post(f"{V1}/modifications/{answer.json()['id']}/make", headers=at(LATER)))
    assert [each["stage"] for each in done(await line.public.get(f"{path}/modifications"))["items"]] == ["made", "made"]


async def test_what_is_dropped_is_never_made_and_strangers_make_nothing(line: Line) -> None:
    contract = await signed(line)
    body = change("1050000.00", "below_threshold")
    path = f"{V1}/contracts/{contract['id']}/modifications"
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(path, json=body, headers=at(LATER))).status_code == 404
    made = done(await line.buyer.post(path, json=body, headers=at(LATER)), 201)
    for step in ("make", "drop"):
        assert (await stranger.post(f"{V1}/modifications/{made['id']}/{step}", headers=at(LATER))).status_code == 404
    assert done(await line.buyer.post(f"{V1}/modifications/{made['id']}/drop", headers=at(LATER)))["stage"] == "dropped"
    assert (await line.buyer.post(f"{V1}/modifications/{made['id']}/make", headers=at(LATER))).status_code == 409


async def test_a_renewal_goes_as_far_as_the_lot_announced_and_no_further(line: Line) -> None:
    lot = {"title": "Prevention", "value": pounds("1800000.00"), "extension_months": 12}
    contract = await signed(line, lots=[lot | {"starts_on": "2026-12-01", "ends_on": "2031-11-30"}])
    path = f"{V1}/contracts/{contract['id']}/modifications"
    for ends_on, status in (("2032-11-30", 201), ("2032-12-01", 409)):
        body = change("1000000.00", "provided_for", ends_on=ends_on)
        assert (await line.buyer.post(path, json=body, headers=at(LATER))).status_code == status


async def test_a_described_change_is_judged_by_the_procurements_own_figures(line: Line) -> None:
    contract = await signed(line)
    said = {"notice_id": contract["notice_id"], "value_change": pounds("100000.00"), "term_change_months": 6}
    found = done(await line.public.post(f"{V1}/modifications", json=said, headers=at(LATER)))
    assert found == {
        "value_change_pct": 10,
        "within_value_limit": True,
        "term_change_pct": 10,
        "within_term_limit": True,
        "aggregate_under_services_threshold": True,
        "route": "below_threshold",
        "change_notice_required": False,
    }


async def test_a_recall_needs_the_clause_and_a_plan_for_those_who_use_the_service(line: Line) -> None:
    clause = "Its users may recall the provider by a ballot."
    without, granted = await signed(line), await signed(line, recall_clause=clause)
    body = {"outcome": "terminated", "reason": "Its users voted so.", "ground": "recall"}
    plan = {"continuity_plan": plan_body("The council runs it until spring.")}
    paths = [f"{V1}/contracts/{each['id']}/end" for each in (without, granted)]
    assert (await line.buyer.post(paths[0], json=body | plan, headers=at(LATER))).status_code == 409
    assert (await line.buyer.post(paths[1], json=body, headers=at(LATER))).status_code == 409
    ended = done(await line.buyer.post(paths[1], json=body | plan, headers=at(LATER)))
    assert (ended["ended_ground"], ended["continuity_plan"]) == ("recall", plan["continuity_plan"])
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractEnded)
    assert event.ground == "recall"
    assert event.continuity_plan is not None
    assert event.continuity_plan.startswith("The council runs it until spring.\n\n")


async def test_a_contract_that_a_change_took_over_five_million_is_published_as_modified(line: Line) -> None:
    contract = await signed(line, price="3000000.00")
    path, owed = f"{V1}/contracts/{contract['id']}", f"{V1}/notices/{contract['notice_id']}/obligations"

    async def copies(when: datetime) -> list[tuple[str, str]]:
        duties = done(await line.public.get(owed, headers=at(when)))["duties"]
        return [(each["due"], each["state"]) for each in duties if each["code"] == "modified_copy"]

    for value, due in (("4166666.66", []), ("4166666.68", [("2027-12-27", "due")])):
        told = change(value, "unforeseeable")
        announced = done(await line.buyer.post(f"{path}/modifications", json=told, headers=at(LATER)), 201)
        done(await line.buyer.post(f"{V1}/modifications/{announced['id']}/make", headers=at(LATER)))
        assert await copies(LATER) == due
    assert await copies(LATER + timedelta(days=91)) == [("2027-12-27", "overdue")]
    text = b"The contract as modified."
    kept = await line.buyer.post(f"{V1}/documents", content=text, headers={"Content-Type": "text/plain"})
    body = {"sha256": done(kept, 201)["sha256"], "title": "As modified", "kind": "contractModified", "redactions": []}
    done(await line.buyer.post(f"{path}/documents", json=body, headers=at(LATER + timedelta(days=1))), 201)
    assert await copies(LATER + timedelta(days=91)) == [("2027-12-27", "met")]

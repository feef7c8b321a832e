"""Frameworks in use over HTTP, on a real database: seats, mini-competitions, and what is counted."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body, pounds
from services.tendering.tests.integration.call_offs.framework import DECIDED, RUNNING, UnderFramework
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import AwardMade, SupplierInvited
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration


@pytest.fixture
def under(line: Line) -> UnderFramework:
    return UnderFramework(line)


async def test_a_framework_is_awarded_to_all_above_the_bar_by_score_and_each_is_told_why(under: UnderFramework) -> None:
    first, second = await under.awarded()
    assert [(each["rank"], each["supplier_id"]) for each in (first, second)] == [
        (1, str(under.line.trust)),
        (2, str(under.line.rival)),
    ]
    assert second["reason"] == "By the published criteria. It ranks 2 of 2, with 80.00 of 100 points."
    again = await under.award()
    assert (again.status_code, "Nobody is left to seat" in again.text) == (409, True)
    allocation = done(await under.line.buyer.get(f"{under.path}/allocation", headers=at(AFTERWARDS)))
    assert allocation["seats"] == {under.lot: [first["bid_id"], second["bid_id"]]}


@pytest.mark.parametrize("agreed", [{"minimum_points": 81}, {"maximum_suppliers": 1}])
async def test_who_is_below_the_bar_or_beyond_the_number_has_no_seat(
    under: UnderFramework, agreed: dict[str, Any]
) -> None:
    [only] = await under.awarded(**agreed)
    assert only["supplier_id"] == str(under.line.trust)


async def test_only_a_framework_has_seats(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/seats"
    refused = await line.buyer.post(path, json={"reason": "By the criteria."}, headers=at(AFTERWARDS))
    assert (refused.status_code, (await line.public.get(path)).status_code) == (409, 404)


async def test_a_framework_binds_whoever_has_signed_it(under: UnderFramework) -> None:
    await under.awarded()
    assert (await under.seats())["seats"] == []
    refused = await under.line.buyer.post(
        f"{V1}/notices/{done(await under.drafted(), 201)['id']}/invitations", headers=at(RUNNING)
    )
    assert (refused.status_code, "not signed yet" in refused.text) == (409, True)


async def test_a_mini_competition_is_open_to_the_suppliers_of_the_lot_alone_and_its_value_is_counted(
    under: UnderFramework,
) -> None:
    line = under.line
    await under.signed()
    notice = await under.invited()
    assert (notice["procedure"], notice["under"]) == (
        "mini_competition",
        {"framework_id": under.notice["id"], "lot_id": under.lot},
    )
    stranger = new_id()
    await line.knows(stranger, "Newcomer CIC", "provider")
    outsider = line.service.client("provider", organisation=stranger)
    path = f"{V1}/notices/{notice['id']}"
    refused = await outsider.post(f"{path}/bids", json=bid_body(notice), headers=at(RUNNING))
    assert (refused.status_code, "invited" in refused.text) == (403, True)
    bid = await line.bid(notice, by=line.competitor, price="55000.00", when=RUNNING)
    late = await line.provider.post(f"{path}/bids", json=bid_body(notice), headers=at(DECIDED))
    assert (late.status_code, "deadline" in late.text) == (409, True)
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The only bid."}
    award = done(await line.buyer.post(f"{path}/awards", json=body, headers=at(DECIDED)), 201)
    assert award["standstill_ends_on"] is None
    assert (await under.seats())["used"] == pounds("55000.00")
    told = [each for each in await line.service.emitted() if isinstance(each, SupplierInvited)]
    assert [each.supplier.id for each in told] == [line.trust, line.rival]
    [made] = [each for each in await line.service.emitted() if isinstance(each, AwardMade) and each.notice.under]
    assert str(made.notice.under and made.notice.under.procurement_id) == under.notice["id"]


async def test_a_voluntary_standstill_lasts_as_announced_and_eight_working_days_at_least(under: UnderFramework) -> None:
    await under.signed("9000000.00")  # far above the threshold, where the law asks for one of anything else
    assert done(await under.called_off("50000.00"), 201)["standstill_ends_on"] is None
    announced = done(await under.called_off("50000.00", standstill_working_days=8), 201)
    assert announced["standstill_ends_on"] == "2026-12-10"


async def test_invitations_are_for_the_buyer_and_one_s_own(under: UnderFramework) -> None:
    await under.signed()
    path = f"{V1}/notices/{(await under.invited())['id']}/invitations"
    line = under.line
    seen = [
        [each["supplier_id"] for each in done(await client.get(path))["items"]]
        for client in (line.buyer, line.auditor, line.competitor)
    ]
    both = [str(line.trust), str(line.rival)]
    assert seen == [both, both, [str(line.rival)]]
    assert (await line.public.get(path)).status_code == 401


async def test_a_debarred_supplier_is_not_invited(under: UnderFramework) -> None:
    await under.signed()
    line = under.line
    entry = {
        "organisation_id": str(line.trust),
        "ground": "organised_crime",
        "reference": "DL-2026-001",
        "notified_on": "2026-10-01",
        "listed_on": "2026-10-20",
    }
    done(await line.service.client("registrar").post(f"{V1}/debarments", json=entry, headers=at(RUNNING)), 201)
    notice = await under.invited()
    found = done(await line.buyer.get(f"{V1}/notices/{notice['id']}/invitations"))["items"]
    assert [each["supplier_id"] for each in found] == [str(line.rival)]
    refused = await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=bid_body(notice), headers=at(RUNNING))
    assert refused.status_code == 403


async def test_a_mini_competition_is_published_by_inviting_and_judged_by_the_framework_s_criteria(
    under: UnderFramework,
) -> None:
    await under.signed()
    buyer = under.line.buyer
    notice = done(await under.drafted(), 201)
    refused = await buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(RUNNING))
    assert (refused.status_code, "inviting" in refused.text) == (409, True)
    other = done(await under.drafted(criteria=[{"name": "Charm", "kind": "quality", "weight": 100}]), 201)
    refused = await buyer.post(f"{V1}/notices/{other['id']}/invitations", headers=at(RUNNING))
    assert (refused.status_code, "Charm" in refused.text) == (409, True)
    plain = await under.line.published()
    refused = await buyer.post(f"{V1}/notices/{plain['id']}/invitations", headers=at(NOW))
    assert (refused.status_code, "whoever" in refused.text) == (409, True)


async def test_an_authority_that_the_framework_names_calls_off_and_no_other(under: UnderFramework) -> None:
    line, named, other = under.line, new_id(), new_id()
    for each in (named, other):
        await line.knows(each, f"Council {each}", "buyer")
    await under.signed(buyers=[str(named)])
    done(await under.drafted(by=line.service.client("commissioner", organisation=named)), 201)
    refused = await under.drafted(by=line.service.client("commissioner", organisation=other))
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "framework.entitled")


async def test_beyond_its_estimate_a_framework_flags_and_then_refuses(under: UnderFramework) -> None:
    await under.signed("300000.00")
    flagged = done(await under.called_off("310000.00"), 201)
    read = [
        done(await under.line.public.get(f"{V1}/decisions/{each}", headers=at(DECIDED)))
        for each in flagged["decisions"]
    ]
    assert [each["outcome"] for each in read if each["rule"] == "framework.value"] == [False]
    for refused in (await under.drafted(), await under.called_off("30000.00", value=pounds("10000.00"))):
        assert (refused.status_code, "used up" in refused.json()["detail"]) == (409, True)
    assert (await under.seats())["used"] == pounds("310000.00")


async def test_nothing_is_called_off_after_the_last_day(under: UnderFramework) -> None:
    await under.signed()
    late = datetime(2030, 11, 1, 9, tzinfo=UTC)
    refused = await under.drafted(when=late, closes_at="2030-12-01T12:00:00Z")
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "framework.term")
    assert "Expired" in refused.json()["detail"]

"""A ground is told, answered and decided, and the debarment list is looked at; over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import DebarmentRemoved, InquiryDecided, InquiryOpened, SupplierDebarred

pytestmark = pytest.mark.integration
GROUND = {"ground": "professional_misconduct", "occurred_on": "2026-03-01", "circumstances": "Deposits withheld."}
LISTED = {"reference": "DL-7", "notified_on": "2026-08-18", "listed_on": "2026-09-01"}
TERM = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}


async def opened(line: Line, notice: Json, when: Any = NOW, **changes: Any) -> Any:
    body = {"supplier_id": str(line.trust), **GROUND, **changes}
    return await line.buyer.post(f"{V1}/notices/{notice['id']}/inquiries", json=body, headers=at(when))


async def decided(line: Line, inquiry: Json, when: Any = NOW, **said: Any) -> Any:
    body = {"finding": "applies", "reason": "It goes on.", **said}
    return await line.buyer.post(f"{V1}/inquiries/{inquiry['id']}/finding", json=body, headers=at(when))


async def answered(line: Line, inquiry: Json, **said: Any) -> Any:
    path = f"{V1}/inquiries/{inquiry['id']}/representations"
    return await line.provider.post(path, json={"statement": "All was paid back.", **said}, headers=at(NOW))


async def award(line: Line, notice: Json, bid: Json) -> Any:
    body = {"bid_id": bid["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
    return await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS))


async def listed(line: Line, ground: str) -> Json:
    body = {"organisation_id": str(line.trust), "ground": ground, **LISTED}
    registrar = line.service.client("registrar")
    return done(await registrar.post(f"{V1}/debarments", json=body, headers=at(AFTERWARDS)), 201)


async def test_a_supplier_is_heard_before_it_is_excluded_and_then_gets_no_award(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    inquiry = done(await opened(line, notice), 201)
    assert (inquiry["due_on"], inquiry["is_mandatory"]) == ("2026-09-01", False)
    assert (await decided(line, inquiry, disregards=True)).status_code == 409
    assert done(await answered(line, inquiry, remedies=["compensation_paid"]))["remedies"] == ["compensation_paid"]
    out = done(await decided(line, inquiry, disregards=True))
    assert (out["disregards"], out["report_due_on"]) == (True, "2026-09-15")
    refused = await award(line, notice, bid)
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "exclusion.award")
    told = [each for each in await line.service.emitted() if isinstance(each, InquiryOpened | InquiryDecided)]
    assert [each.type for each in told] == ["tendering.inquiry.opened.v1", "tendering.inquiry.decided.v1"]


async def test_whoever_replaces_its_subcontractor_stays_in(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    inquiry = done(await opened(line, notice, about="subcontractor", person="Quayside Ltd"), 201)
    assert (await decided(line, inquiry, finding="replaced")).status_code == 409
    held = await award(line, notice, bid)
    assert (held.status_code, "not decided yet" in held.text) == (409, True)
    done(await answered(line, inquiry, replacement="Harbour Lettings CIC"))
    done(await decided(line, inquiry, finding="replaced"))
    assert len(done(await award(line, notice, bid), 201)["decisions"]) == 2  # the inquiry, and who takes the place


async def test_a_threat_to_national_security_keeps_a_bid_out_once_a_minister_has_agreed(line: Line) -> None:
    inquiry = done(await opened(line, await line.published(), ground="national_security"), 201)
    done(await answered(line, inquiry))
    refused = await decided(line, inquiry, disregards=True)
    assert (refused.status_code, "s.29" in refused.text) == (409, True)
    out = done(await decided(line, inquiry, disregards=True, minister_agreed_on="2026-08-17"))
    assert (out["disregards"], out["minister_agreed_on"]) == (True, "2026-08-17")


async def test_what_happened_too_long_ago_is_refused_with_its_decision(line: Line) -> None:
    answer = await opened(line, await line.published(), occurred_on="2023-08-17")
    assert (answer.status_code, answer.json()["decision"]["rule"]) == (409, "exclusion.professional_misconduct")
    assert (await opened(line, await line.published(), occurred_on="2026-12-01")).status_code == 422


async def test_an_inquiry_is_for_its_parties_and_auditors(line: Line) -> None:
    notice = await line.published()
    inquiry = done(await opened(line, notice), 201)
    path = f"{V1}/notices/{notice['id']}/inquiries"
    for reader, count in ((line.buyer, 1), (line.provider, 1), (line.auditor, 1), (line.competitor, 0)):
        assert len(done(await reader.get(path))["items"]) == count
    assert (await line.public.get(path)).status_code == 401
    path = f"{V1}/inquiries/{inquiry['id']}/representations"
    assert (await line.competitor.post(path, json={"statement": "No."}, headers=at(NOW))).status_code == 404


async def test_a_bidder_on_the_debarment_list_wins_nothing_until_it_is_taken_off(line: Line) -> None:
    notice = await line.published()
    bid = await line.bid(notice)
    entry = await listed(line, "theft_fraud_or_bribery")
    refused = await award(line, notice, bid)
    assert (refused.status_code, "debarment list" in refused.text) == (409, True)
    path, gone = f"{V1}/debarments/{entry['id']}/removal", {"reason": "The appeal was allowed."}
    assert (await line.buyer.post(path, json=gone, headers=at(AFTERWARDS))).status_code == 403
    done(await line.service.client("registrar").post(path, json=gone, headers=at(AFTERWARDS)))
    done(await award(line, notice, bid), 201)
    [shown] = done(await line.public.get(f"{V1}/debarments?organisation_id={line.trust}"))["items"]
    assert (shown["reference"], shown["removed_on"]) == ("DL-7", "2026-09-29")
    told = [each for each in await line.service.emitted() if isinstance(each, SupplierDebarred | DebarmentRemoved)]
    assert [each.type for each in told] == ["tendering.debarment.entered.v1", "tendering.debarment.removed.v1"]


@pytest.mark.parametrize(("ground", "status"), [("terrorism", 409), ("breach_or_poor_performance", 200)])
async def test_who_is_debarred_after_the_award_is_tested_again_at_signature(
    line: Line, ground: str, status: int
) -> None:
    contract = await line.proposed()
    await listed(line, ground)
    answer = await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS))
    assert answer.status_code == status, answer.text


async def test_an_excluded_bidder_is_in_no_table_and_is_told_why(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    inquiry = done(await opened(line, competition.notice, when=AFTERWARDS), 201)
    assert (await competition.result())["status"] == "awaiting_response"
    late = AFTERWARDS + timedelta(days=30)
    done(await decided(line, inquiry, when=late, disregards=True))
    result = await competition.result()
    assert ([line["bid_id"] for line in result["table"]], result["status"]) == ([competition.bids[1]], "scored")
    assert result["bids"][0]["excluded_because"] == "professional misconduct"
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    [summary] = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    assert summary["because"] == ["The bidder is excluded: professional misconduct (ss.26, 57)."]

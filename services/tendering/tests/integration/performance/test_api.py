"""Performance over HTTP, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ContractSigned, ImprovementPlanned, IndicatorsAgreed, PerformanceAssessed

pytestmark = pytest.mark.integration
SIGNING = AFTERWARDS + timedelta(days=30)
LATER = datetime(2027, 12, 1, 9, tzinfo=UTC)
QUICKLY = {
    "reference": "kpi-1",
    "title": "Accommodated within 7 days",
    "unit": "percent",
    "direction": "higher_is_better",
    "target": 90,
}
YEAR = {"first": "2026-12-01", "last": "2027-11-30"}


async def measured(line: Line) -> dict[str, Any]:
    """How a signed contract stands that has one indicator."""
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/indicators"
    standing: dict[str, Any] = done(
        await line.buyer.post(path, json={"indicators": [QUICKLY]}, headers=at(AFTERWARDS)), 201
    )
    return standing


def results(standing: dict[str, Any], actual: float) -> dict[str, Any]:
    return YEAR | {"results": [{"indicator_id": each["id"], "actual": actual} for each in standing["indicators"]]}


async def test_indicators_are_agreed_assessed_and_published(line: Line) -> None:
    standing = await measured(line)
    assert (standing["count"], standing["minimum_required"], standing["minimum_met"]) == (1, 0, True)
    assert standing["next_due_on"] == "2027-09-29"
    path = f"{V1}/contracts/{standing['contract_id']}"
    told = done(await line.buyer.post(f"{path}/assessments", json=results(standing, 86.4), headers=at(LATER)), 201)
    [found] = told["assessments"][0]["findings"]
    assert (found["attainment_pct"], found["rating"]) == (96, "Approaching target")
    assert told["next_due_on"] == "2028-12-01"
    assert done(await line.public.get(f"{path}/performance")) == told
    *_, agreed, assessed = await line.service.emitted()
    assert isinstance(agreed, IndicatorsAgreed)
    assert isinstance(assessed, PerformanceAssessed)
    assert [(it.indicator.reference, it.rating) for it in assessed.results] == [("kpi-1", "Approaching target")]


async def test_a_period_is_assessed_once_and_on_every_indicator(line: Line) -> None:
    standing = await measured(line)
    path = f"{V1}/contracts/{standing['contract_id']}/assessments"
    stranger = YEAR | {"results": [{"indicator_id": standing["contract_id"], "actual": 1}]}
    assert (await line.buyer.post(path, json=stranger, headers=at(LATER))).status_code == 422
    done(await line.buyer.post(path, json=results(standing, 86.4), headers=at(LATER)), 201)
    assert (await line.buyer.post(path, json=results(standing, 90), headers=at(LATER))).status_code == 409


async def test_the_supplier_plans_where_it_has_to_improve(line: Line) -> None:
    standing = await measured(line)
    path = f"{V1}/contracts/{standing['contract_id']}/assessments"
    told = done(await line.buyer.post(path, json=results(standing, 70), headers=at(LATER)), 201)
    plan = f"{V1}/assessments/{told['assessments'][0]['id']}/plan"
    body = {"actions": "Two more workers.", "due_on": "2028-06-30"}
    assert (await line.competitor.post(plan, json=body, headers=at(LATER))).status_code == 404
    assert (await line.buyer.post(plan, json=body, headers=at(LATER))).status_code == 403
    planned = done(await line.provider.post(plan, json=body, headers=at(LATER)))
    assert (planned["plan"], planned["needs_improvement"]) == ("Two more workers.", True)
    *_, event = await line.service.emitted()
    assert isinstance(event, ImprovementPlanned)
    assert event.due_on.isoformat() == "2028-06-30"


async def test_a_contract_is_measured_by_its_own_buyer_and_not_once_it_is_over(line: Line) -> None:
    proposed = await line.proposed()
    path = f"{V1}/contracts/{proposed['id']}/indicators"
    body = {"indicators": [QUICKLY]}
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(path, json=body, headers=at(AFTERWARDS))).status_code == 404
    assert (await line.public.get(f"{V1}/contracts/{proposed['id']}/performance")).status_code == 404
    signed = await line.signed()
    end = {"outcome": "terminated", "reason": "Both agreed."}
    done(await line.buyer.post(f"{V1}/contracts/{signed['id']}/end", json=end, headers=at(AFTERWARDS)))
    late = await line.buyer.post(f"{V1}/contracts/{signed['id']}/indicators", json=body, headers=at(AFTERWARDS))
    assert (late.status_code, "ended on" in late.json()["detail"]) == (409, True)


async def a_proposal_over_five_million(line: Line, **terms: str) -> str:
    """The path of a contract that the law wants measured, proposed once its standstill is over."""
    lots = [{"title": "All of it", "value": {"amount": "4500000.00", "currency": "GBP"}}]
    notice = await line.published(lots=lots)
    bid = await line.bid(notice, price="4166666.68")
    body = {"bid_id": bid["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    award = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS)), 201)
    term = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"} | terms
    made = await line.buyer.post(f"{V1}/awards/{award['id']}/contract", json=term, headers=at(SIGNING))
    return f"{V1}/contracts/{done(made, 201)['id']}"


async def test_over_five_million_three_indicators_are_set_before_the_signature_and_told_with_it(line: Line) -> None:
    path = await a_proposal_over_five_million(line)
    measures = [QUICKLY | {"reference": f"kpi-{number}"} for number in (1, 2, 3)]
    for two_then_one in (measures[:2], measures[2:]):
        refused = await line.provider.post(f"{path}/sign", headers=at(SIGNING))
        assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "uk_pa2023_full.kpis")
        done(await line.buyer.post(f"{path}/indicators", json={"indicators": two_then_one}, headers=at(SIGNING)), 201)
    assert (await line.public.get(f"{path}/performance")).status_code == 404
    done(await line.provider.post(f"{path}/sign", headers=at(SIGNING)))
    *_, signed = await line.service.emitted()
    assert isinstance(signed, ContractSigned)
    assert [each.reference for each in signed.indicators] == ["kpi-1", "kpi-2", "kpi-3"]
    assert done(await line.public.get(f"{path}/performance"))["minimum_met"]


async def test_nobody_signs_unseen_by_what_a_contract_is_measured(line: Line) -> None:
    proposed = await line.proposed()
    path = f"{V1}/contracts/{proposed['id']}"
    done(await line.buyer.post(f"{path}/indicators", json={"indicators": [QUICKLY]}, headers=at(AFTERWARDS)), 201)
    as_read = at(AFTERWARDS) | {"If-Match": f'"{proposed["version"]}"'}
    assert (await line.provider.post(f"{path}/sign", headers=as_read)).status_code == 412


async def test_a_contract_that_no_indicator_fits_says_why(line: Line) -> None:
    why = "The service is a single handover."
    path = await a_proposal_over_five_million(line, no_indicators_because=why)
    done(await line.provider.post(f"{path}/sign", headers=at(SIGNING)))
    *_, signed = await line.service.emitted()
    assert isinstance(signed, ContractSigned)
    assert (signed.indicators, signed.no_indicators_because) == ([], why)

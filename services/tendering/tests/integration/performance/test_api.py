"""Performance over HTTP, on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import ImprovementPlanned, IndicatorsAgreed, PerformanceAssessed

pytestmark = pytest.mark.integration
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


async def test_only_a_signed_contract_is_measured_and_only_by_its_own_buyer(line: Line) -> None:
    proposed = await line.proposed()
    path = f"{V1}/contracts/{proposed['id']}/indicators"
    body = {"indicators": [QUICKLY]}
    assert (await line.buyer.post(path, json=body, headers=at(AFTERWARDS))).status_code == 409
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(path, json=body, headers=at(AFTERWARDS))).status_code == 404
    assert (await line.public.get(f"{V1}/contracts/{proposed['id']}/performance")).status_code == 404

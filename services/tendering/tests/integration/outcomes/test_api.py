"""Outcomes over HTTP, on a real database."""

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import OutcomesReported

pytestmark = pytest.mark.integration
YEAR = {"first": "2026-12-01", "last": "2027-11-30", "places": 10, "occupied_nights": 1825, "outcomes": 17}


async def test_a_suppliers_return_shows_what_each_place_night_and_outcome_cost(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/outcomes"
    body = YEAR | {"outcome": "tenancy sustained"}
    told = done(await line.provider.post(path, json=body, headers=at(AFTERWARDS)), 201)
    assert (told["available_nights"], told["occupancy_pct"], told["annual_cost"]) == (3650, 50, None)
    assert (told["per_place_year"], told["per_outcome"]) == (pounds("17000.00"), pounds("10000.00"))
    stated = body | {"annual_cost": pounds("3650.00")}
    again = done(await line.provider.post(path, json=stated, headers=at(AFTERWARDS)), 201)
    assert again["per_occupied_night"] == pounds("2.00")
    assert len(done(await line.public.get(path))["items"]) == 2
    *_, event = await line.service.emitted()
    assert isinstance(event, OutcomesReported)
    assert (event.per_occupied_night, event.outcomes) == ("2.00", 17)


async def test_only_the_supplier_reports_and_only_what_makes_sense(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/outcomes"
    body = YEAR | {"outcome": "tenancy sustained"}
    assert (await line.competitor.post(path, json=body)).status_code == 404
    assert (await line.buyer.post(path, json=body)).status_code == 403
    for wrong in ({"last": "2026-11-30"}, {"places": -1}, {"outcomes": 1.5}, {"annual_cost": pounds("-1.00")}):
        assert (await line.provider.post(path, json=body | wrong, headers=at(AFTERWARDS))).status_code == 422

"""A buyer asks what a procurement owes, and which ways there are."""

from datetime import UTC, datetime

import pytest
from services.tendering.tests.builders import at, pounds
from services.tendering.tests.integration.line import V1, Line, done

pytestmark = pytest.mark.integration
CASE = {
    "regime": "light_touch",
    "procedure": "competitive_flexible",
    "value": pounds("4200000.00"),
    "announced_standstill": 8,
    "steps": {"tender_notice": "2026-08-17", "award_notice": "2026-11-25", "signature": "2026-12-08"},
}


async def test_duties_are_told_with_their_layer_their_day_and_their_source(line: Line) -> None:
    day = datetime(2027, 4, 7, 9, tzinfo=UTC)
    told = done(await line.buyer.post(f"{V1}/obligations", json=CASE, headers=at(day)))
    assert (told["reach"]["threshold"], told["reach"]["is_public_contract"]) == (pounds("663540.00"), True)
    assert told["timetable"]["standstill_last_day"] == "2026-12-07"
    duty = {(each["layer"], each["code"]): each for each in told["duties"]}
    details = duty["statute", "UK7"]
    assert (details["due"], details["state"], details["source"][:22]) == (
        "2027-04-06",
        "overdue",
        "Procurement Act 2023 s",
    )
    assert (duty["overlay", "standstill"]["force"], ("statute", "standstill") in duty) == ("required", False)


async def test_ways_are_told_with_their_reasons(line: Line) -> None:
    need = {"case": CASE, "answers": {"user_chooses": True}}
    told = done(await line.buyer.post(f"{V1}/options", json=need))
    assert [route["name"] for route in told["routes"]] == ["user_choice", "competitive_flexible", "open"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"term": {"starts_on": "2027-04-01", "ends_on": "2027-03-31"}}, "/term"),
        ({"steps": {"party": "2027-04-01"}}, "/steps/party"),
        ({"value": pounds("-1.00")}, "/value/amount"),
    ],
)
async def test_what_makes_no_sense_is_named(line: Line, changes: dict[str, object], path: str) -> None:
    refused = await line.buyer.post(f"{V1}/obligations", json=CASE | changes)
    assert (refused.status_code, path in refused.text) == (422, True)

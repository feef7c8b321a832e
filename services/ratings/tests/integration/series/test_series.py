"""Summaries by area, organisation, service and quarter, and as files."""

import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from services.ratings.tests.builders import BUYER, PROVIDER, agreement, registered, signed
from services.ratings.tests.integration.scores.test_summaries import MONDAY, WEEK, contract, rated

from chassis.testing import ServiceUnderTest, service_under_test

pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        await service.feed(registered(PROVIDER, "Ashgate Homeless Trust"), PROVIDER)
        await service.feed(registered(BUYER, "Northbridge City Council", region="TLE31"), BUYER)
        yield service


async def asked(ratings: ServiceUnderTest, path: str, **cut: str) -> Any:
    answer = await ratings.client().get(f"/ratings/v1/{path}", params=cut)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def elsewhere(ratings: ServiceUnderTest, *stars: int) -> None:
    """A service that another council buys, in another area."""
    council = uuid4()
    await ratings.feed(registered(council, "Southmoor Council", region="TLK11"), council)
    agreed = agreement(buyer=council, title="Supported housing")
    await ratings.feed(signed(agreed), agreed.contract_id)
    await rated(ratings, agreed.contract_id, *stars)


async def test_an_area_is_what_its_authorities_buy(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 0, 0, 0, 10, 10)
    await elsewhere(ratings, 0, 0, 10, 10, 10)
    await ratings.due(MONDAY)
    for cut, count in (
        ({}, 50),
        ({"area": "TLE"}, 20),
        ({"area": "TLK11"}, 30),
        ({"organisation": str(PROVIDER)}, 50),
        ({"buyer": str(BUYER)}, 20),
        ({"service": "housing"}, 30),
    ):
        assert (await asked(ratings, "summary", **cut))["count"] == count, cut
    nothing = await asked(ratings, "summary", area="TLZ")
    assert (nothing["suppressed"], nothing["count"], nothing["contracts"]) == (True, None, 0)
    assert (await ratings.client().get("/ratings/v1/summary?area=here")).status_code == 422


async def test_a_service_that_is_not_told_of_alone_is_in_no_sum(ratings: ServiceUnderTest) -> None:
    admin = ratings.client("platform_admin")
    assert (await admin.put("/ratings/v1/policy", json={"hidden_minimum": 15})).status_code == 200
    await contract(ratings, 0, 0, 0, 10, 10)
    await contract(ratings, 0, 0, 0, 3, 9)  # so few that three cannot be hidden among fifteen
    await ratings.due(MONDAY)
    assert (await asked(ratings, "summary"))["count"] == 20
    assert (await asked(ratings, f"organisations/{PROVIDER}/summary"))["count"] == 20


async def test_quarters_are_told_one_by_one_from_ten_on(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 10, 10)
    await rated(ratings, contract_id, 10, 0, 0, 0, 0, quarter="2026-Q4")
    await rated(ratings, contract_id, 0, 0, 0, 0, 6, quarter="2027-Q1")
    await elsewhere(ratings, 0, 0, 0, 0, 10)
    await ratings.due(MONDAY)
    series = await asked(ratings, "series")
    assert [(each["quarter"], each["contracts"], each["count"]) for each in series] == [
        ("2026-Q3", 2, 30),
        ("2026-Q4", 1, 10),
    ]
    assert [each["count"] for each in await asked(ratings, "series", area="TLE", contract=str(contract_id))] == [20, 10]
    assert series[1]["score"] == "2.8"  # (3.7 · 20 + 10) ÷ 30


async def test_a_straggler_waits_until_it_is_one_of_many(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 10, 10)
    await ratings.due(MONDAY)
    await rated(ratings, contract_id, 1, 0, 0, 10, 10)
    await rated(ratings, contract_id, 0, 0, 0, 0, 12, quarter="2026-Q4")
    await ratings.due(MONDAY + WEEK)
    # 33 are published: with the new quarter one would be left over, so that waits, too.
    assert [(each["quarter"], each["count"]) for each in await asked(ratings, "series")] == [("2026-Q3", 20)]
    await rated(ratings, contract_id, 1, 0, 0, 10, 14)
    await rated(ratings, contract_id, 0, 0, 0, 0, 13, quarter="2026-Q4")
    await ratings.due(MONDAY + WEEK + timedelta(days=8))
    assert [each["count"] for each in await asked(ratings, "series")] == [25, 13]


async def test_all_summaries_come_as_lines_and_as_a_table_and_are_not_sent_twice(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 10, 10)
    await elsewhere(ratings, 0, 0, 0, 0, 3)
    await ratings.due(MONDAY)
    lines = await ratings.client().get("/ratings/v1/summaries.jsonl")
    told = [json.loads(line) for line in lines.text.splitlines()]
    assert {(each["suppressed"], each["count"]) for each in told} == {(False, 20), (True, None)}
    table = await ratings.client().get("/ratings/v1/summaries.csv")
    rows = {row["contract_id"]: row for row in csv.DictReader(io.StringIO(table.text))}
    assert (rows[str(contract_id)]["count"], rows[str(contract_id)]["stars.5"]) == ("20", "10")
    for answer in (lines, table):
        again = await ratings.client().get(answer.url.path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    await rated(ratings, contract_id, 0, 0, 0, 10, 20)
    await ratings.due(MONDAY + WEEK)
    fresh = await ratings.client().get("/ratings/v1/summaries.csv", headers={"If-None-Match": table.headers["ETag"]})
    assert fresh.status_code == 200

"""Suppliers and buyers rate one another, and neither can pay the other back."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.ratings.tests.builders import BUYER, PROVIDER, agreement, signed
from services.ratings.tests.cohorts import at
from sqlalchemy import select, text

from chassis.testing import ServiceUnderTest, service_under_test
from events.ratings import BuyerRated, SupplierRatingPublished
from kernel.clock import parse_instant
from ratings.exchanges.domain import Band
from ratings.exchanges.tables import voices

AUGUST, LOCKED = parse_instant("2026-08-17T09:00:00Z"), parse_instant("2027-02-01T09:00:00Z")
pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def supplied(ratings: ServiceUnderTest, provider: UUID = PROVIDER) -> UUID:
    """A contract of this supplier with the buyer."""
    agreed = agreement(providers=(provider,))
    await ratings.feed(signed(agreed), agreed.contract_id)
    return agreed.contract_id


async def rate_buyer(ratings: ServiceUnderTest, provider: UUID, **changes: Any) -> httpx.Response:
    answers = dict.fromkeys(("proportionality", "clarity", "feedback", "engagement"), 2)
    said = {"buyer_id": str(BUYER), "year": 2026, **answers} | changes
    client = ratings.client("provider", organisation=provider)
    return await client.post("/ratings/v1/buyer-ratings", json=said, headers=at(AUGUST))


async def rate_supplier(
    ratings: ServiceUnderTest, contract: UUID, *, now: Any = AUGUST, **changes: Any
) -> httpx.Response:
    said = {"contract_id": str(contract), "year": 2026, "indicator": "Tenancies kept", "band": "inadequate"}
    client = ratings.client("commissioner", organisation=BUYER)
    said |= {"evidence": "2 of 44.", **changes}
    return await client.post("/ratings/v1/supplier-ratings", json=said, headers=at(now))


async def published(ratings: ServiceUnderTest) -> list[dict[str, Any]]:
    answer = await ratings.client().get(f"/ratings/v1/buyers/{BUYER}/scores")
    return list(answer.json())


async def test_a_buyer_is_told_of_by_ten_at_once_when_it_can_rate_nobody_for_that_year(
    ratings: ServiceUnderTest,
) -> None:
    suppliers = [uuid4() for _ in range(10)]
    for number, supplier in enumerate(suppliers):
        await supplied(ratings, supplier)
        if number == 9:
            await ratings.due(LOCKED)
            assert await published(ratings) == []
        assert (await rate_buyer(ratings, supplier)).status_code == 201
    await ratings.due(AUGUST)
    assert await published(ratings) == []
    await ratings.due(LOCKED)
    [told] = await published(ratings)
    assert (told["count"], told["clarity"]) == (10, "3.1333")  # (3.7 · 20 + 20) ÷ 30
    [event] = await ratings.emitted()
    assert isinstance(event, BuyerRated)
    assert not any(str(supplier) in event.model_dump_json() for supplier in suppliers)


async def test_a_supplier_rates_its_buyer_once_a_year_and_leaves_no_name(ratings: ServiceUnderTest) -> None:
    await supplied(ratings)
    first, second = [await rate_buyer(ratings, PROVIDER, year=year) for year in (2026, 2026)]
    assert (first.status_code, second.status_code) == (201, 409)
    assert (await rate_buyer(ratings, uuid4())).status_code == 404
    assert (await rate_buyer(ratings, PROVIDER, year=2024)).status_code == 409
    async with ratings.sessions() as session:
        assert len((await session.scalars(select(voices.c.digest))).all()) == 1
        for table in ("voices", "buyer_tallies", "ledger"):
            rows = (await session.scalars(text(f"select t::text from {table} t"))).all()
            assert not any(str(PROVIDER) in row or PROVIDER.hex in row for row in rows), table


async def test_a_supplier_replies_before_everybody_sees_what_its_buyer_says(ratings: ServiceUnderTest) -> None:
    rating = (await rate_supplier(ratings, await supplied(ratings))).json()
    assert rating["publishes_on"] == "2026-09-01"  # ten working days, the August bank holiday not counted
    path = "/ratings/v1/supplier-ratings"
    assert (await ratings.client().get(path)).json()["items"] == []
    provider = ratings.client("provider", organisation=PROVIDER)
    assert len((await provider.get(path)).json()["items"]) == 1
    said = await provider.put(f"{path}/{rating['id']}/reply", json={"reply": "It was 42."})
    assert said.status_code == 200, said.text
    await ratings.due(parse_instant("2026-09-01T22:00:00Z"))
    assert (await ratings.client().get(path)).json()["items"] == []
    await ratings.due(parse_instant("2026-09-02T09:00:00Z"))
    [told] = (await ratings.client().get(path)).json()["items"]
    assert (told["band"], told["reply"]) == ("inadequate", "It was 42.")
    assert (await provider.put(f"{path}/{rating['id']}/reply", json={"reply": "No."})).status_code == 409
    assert [type(event) for event in await ratings.emitted()] == [SupplierRatingPublished]
    stranger = ratings.client("provider", organisation=uuid4())
    assert (await stranger.put(f"{path}/{rating['id']}/reply", json={"reply": "No."})).status_code == 404


async def test_once_suppliers_may_have_been_heard_their_buyer_rates_nobody_for_that_year(
    ratings: ServiceUnderTest,
) -> None:
    contract = await supplied(ratings)
    assert (await rate_supplier(ratings, contract, now=parse_instant("2027-01-31T20:00:00Z"))).status_code == 201
    assert (await rate_supplier(ratings, contract, now=LOCKED)).status_code == 409


async def a_low_batch(ratings: ServiceUnderTest) -> list[UUID]:
    """Ten suppliers think little of the buyer, and everybody reads it on 1 February."""
    contracts = []
    for _ in range(10):
        contracts.append(await supplied(ratings, supplier := uuid4()))
        await rate_buyer(ratings, supplier)
    return contracts


async def test_a_buyer_that_rates_much_lower_after_a_low_batch_waits_for_a_moderator(ratings: ServiceUnderTest) -> None:
    contract, other, *_ = await a_low_batch(ratings)
    for each in (contract, other):
        await rate_supplier(ratings, each, band="good")
    await ratings.due(LOCKED)
    for each, band in ((contract, "inadequate"), (other, "approaching_target")):
        assert (await rate_supplier(ratings, each, now=LOCKED, year=2027, band=band)).status_code == 201
    moderator = ratings.client("moderator", subject="a moderator")
    [found] = (await moderator.get("/ratings/v1/quarantine")).json()["items"]
    assert (found["kind"], found["contract_id"]) == ("retaliation", str(contract))
    march = parse_instant("2027-03-01T09:00:00Z")
    await ratings.due(march)
    shown = (await ratings.client().get("/ratings/v1/supplier-ratings")).json()["items"]
    assert sorted(rating["band"] for rating in shown) == ["approaching_target", "good", "good"]
    verdict = {"verdict": "admitted"}
    answer = await moderator.post(f"/ratings/v1/quarantine/{found['id']}/verdict", json=verdict, headers=at(march))
    assert answer.status_code == 200, answer.text
    await ratings.due(march)
    shown = (await ratings.client().get("/ratings/v1/supplier-ratings")).json()["items"]
    assert sorted(rating["band"] for rating in shown) == ["approaching_target", "good", "good", "inadequate"]


@pytest.mark.parametrize(("first", "second", "told"), [(0, 0, 0), (3, 0, None), (10, 0, 10), (6, 3, 9)])
async def test_of_low_ratings_is_told_how_many_may_pay_back_unless_they_are_few(
    ratings: ServiceUnderTest, first: int, second: int, told: int | None
) -> None:
    for prompted in (first, second):
        for number in range(10):
            contract = await supplied(ratings, supplier := uuid4())
            if number < prompted:
                await rate_supplier(ratings, contract)
            await rate_buyer(ratings, supplier)
        await ratings.due(LOCKED)
    [shown] = await published(ratings)
    assert (shown["count"], shown["prompted"]) == (20, told)


@pytest.mark.parametrize(
    ("before", "later", "bands"),
    [("good", "inadequate", 3), ("good", "approaching_target", 1), ("inadequate", "good", -3), ("good", "other", 0)],
)
def test_bands_fall_in_the_order_of_the_act(before: str, later: str, bands: int) -> None:
    assert Band(before).falls_to(Band(later)) == bands

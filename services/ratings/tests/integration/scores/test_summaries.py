"""What the public is told, and when."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from services.ratings.tests.builders import PROVIDER, agreement, registered, signed
from sqlalchemy.dialects.postgresql import insert

from chassis.testing import ServiceUnderTest, service_under_test
from events.ratings import SummaryPublished
from ratings.credentials.tables import issued, spendings
from ratings.eligibility.tables import contacts
from ratings.reviews.domain import Tally
from ratings.reviews.tables import STARS, dimension_tallies, row_of, tallies

MONDAY = datetime(2026, 8, 17, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        await service.feed(registered(PROVIDER, "Ashgate Homeless Trust"), PROVIDER)
        yield service


async def rated(ratings: ServiceUnderTest, contract_id: UUID, *stars: int, quarter: str = "2026-Q3") -> None:
    """So many have rated the contract's service by now."""
    row = {"contract_id": contract_id, "quarter": quarter, **row_of(Tally(stars, (sum(stars), 0, 0)))}
    keep = insert(tallies).values(row)
    async with ratings.sessions.begin() as session:
        await session.execute(keep.on_conflict_do_update(index_elements=["contract_id", "quarter"], set_=row))


async def contract(ratings: ServiceUnderTest, *stars: int, **changes: Any) -> UUID:
    """A contract whose service so many have rated."""
    agreed = agreement(**changes)
    await ratings.feed(signed(agreed), agreed.contract_id)
    if stars:
        await rated(ratings, agreed.contract_id, *stars)
    return agreed.contract_id


async def summary(ratings: ServiceUnderTest, contract_id: UUID) -> dict[str, Any]:
    """What anybody reads of one contract."""
    answer = await ratings.client().get("/ratings/v1/summaries", params={"contract": str(contract_id)})
    assert answer.status_code == 200, answer.text
    [item] = answer.json()["items"]
    return dict(item)


async def of_provider(ratings: ServiceUnderTest) -> dict[str, Any]:
    """What anybody reads of the provider."""
    answer = await ratings.client().get(f"/ratings/v1/organisations/{PROVIDER}/summary")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def published(ratings: ServiceUnderTest) -> list[Any]:
    """The summaries that were told to everybody."""
    return [event for event in await ratings.emitted() if isinstance(event, SummaryPublished)]


async def test_a_published_summary_tells_what_may_be_told(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 1, 2, 9, 18, 34)
    await ratings.due(MONDAY)
    told = await summary(ratings, contract_id)
    assert (told["suppressed"], told["count"], told["score"]) == (False, 64, "4.1429")
    assert told["stars"] == {"1": None, "2": None, "3": None, "4": 18, "5": 34}
    assert told["recommend"] == {"yes": 64, "no": 0, "dont_know": 0}
    assert told["interval"]["low"] < told["score"] < told["interval"]["high"]
    [event] = await published(ratings)
    assert isinstance(event, SummaryPublished)
    assert (event.entity, event.summary.count, event.summary.score) == (contract_id, 64, "4.1429")
    assert (event.summary.provider_id, event.summary.suppressed) == (PROVIDER, False)


@pytest.mark.parametrize("stars", [(), (0, 0, 0, 0, 9)])
async def test_of_fewer_than_ten_nothing_is_told_not_even_how_many(
    ratings: ServiceUnderTest, stars: tuple[int, ...]
) -> None:
    contract_id = await contract(ratings, *stars)
    await ratings.due(MONDAY)
    told = await summary(ratings, contract_id)
    assert told["suppressed"]
    assert not any(told[name] for name in ("count", "score", "interval", "stars", "recommend", "recommended"))
    assert (await of_provider(ratings))["suppressed"]
    assert await published(ratings) == []


async def test_what_comes_in_is_not_seen_until_it_is_published(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 10)
    await ratings.due(MONDAY)
    before = await summary(ratings, contract_id)
    await rated(ratings, contract_id, 5, 0, 0, 0, 10)
    assert await summary(ratings, contract_id) == before


async def test_a_summary_changes_when_five_are_new_and_a_week_has_passed(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 10)
    await ratings.due(MONDAY)
    await rated(ratings, contract_id, 4, 0, 0, 0, 10)
    await ratings.due(MONDAY + 4 * WEEK)
    assert (await summary(ratings, contract_id))["count"] == 10
    await rated(ratings, contract_id, 5, 0, 0, 0, 10)
    await ratings.due(MONDAY + 4 * WEEK)
    await ratings.due(MONDAY + 4 * WEEK)
    told = await summary(ratings, contract_id)
    assert (told["count"], told["version"]) == (15, 2)
    assert [event.entity_version for event in await published(ratings)] == [1, 2]


async def test_quarters_are_counted_together(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 6)
    await rated(ratings, contract_id, 0, 0, 0, 6, 0, quarter="2026-Q4")
    await ratings.due(MONDAY)
    told = await summary(ratings, contract_id)
    assert (told["count"], told["stars"]) == (12, {"1": 0, "2": 0, "3": 0, "4": 6, "5": 6})


async def test_an_organisation_is_told_of_by_its_published_contracts_only(ratings: ServiceUnderTest) -> None:
    """Else the whole, less what is published, would be the ratings that are too few to publish."""
    await contract(ratings, 1, 2, 9, 18, 34)
    await contract(ratings, 9, 0, 0, 0, 0)
    await ratings.due(MONDAY)
    told = await of_provider(ratings)
    assert (told["contracts"], told["count"], told["score"]) == (1, 64, "4.1429")


async def test_an_organisation_gives_no_part_away_that_a_contract_hides(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 3, 7, 10, 10, 10)
    await contract(ratings, 6, 7, 10, 10, 10)
    await ratings.due(MONDAY)
    told = await of_provider(ratings)
    assert (told["count"], told["stars"]) == (83, {"1": None, "2": None, "3": 20, "4": 20, "5": 20})


async def test_each_provider_of_a_contract_is_told_of(ratings: ServiceUnderTest) -> None:
    partner = uuid4()
    await ratings.feed(registered(partner, "Derby Debt Advice"), partner)
    contract_id = await contract(ratings, 0, 0, 0, 0, 10, providers=(PROVIDER, partner))
    await ratings.due(MONDAY)
    answer = await ratings.client().get("/ratings/v1/summaries", params={"organisation": str(partner)})
    assert [item["contract_id"] for item in answer.json()["items"]] == [str(contract_id)]
    assert answer.json()["items"][0]["provider_ids"] == [str(PROVIDER), str(partner)]


async def test_an_organisation_that_nobody_registered_is_not_found(ratings: ServiceUnderTest) -> None:
    assert (await ratings.client().get(f"/ratings/v1/organisations/{uuid4()}/summary")).status_code == 404
    assert (await ratings.client().get("/ratings/v1/organisations/undefined/summary")).status_code == 422


async def test_pages_hold_every_summary_once(ratings: ServiceUnderTest) -> None:
    contracts = sorted([str(await contract(ratings)) for _ in range(3)])
    seen, cursor = [], None
    while True:
        asked = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await ratings.client().get("/ratings/v1/summaries", params=asked)).json()
        seen += [item["contract_id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == contracts


async def test_a_rebuild_keeps_what_was_rated_and_published(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 1, 2, 9, 18, 34)
    await ratings.due(MONDAY)
    before = await summary(ratings, contract_id)
    await ratings.rebuild()
    assert await summary(ratings, contract_id) == before


async def test_the_mix_of_levels_and_how_many_were_invited_are_published(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 12)
    mix = {"contract_id": contract_id, "quarter": "2026-Q3"}
    async with ratings.sessions.begin() as session:
        await session.execute(insert(spendings), [{**mix, "level": each, "count": 6} for each in "AB"])
        await session.execute(insert(issued).values(**mix, count=15))
        await session.execute(insert(contacts).values(**mix, eligible=20, stated_at=MONDAY))
    await ratings.due(MONDAY)
    told = await summary(ratings, contract_id)
    assert told["levels"] == {"A": 6, "B": 6, "C": 0}
    assert (told["coverage"], told["selective_invitation"]) == ("0.7500", True)


async def test_those_who_cannot_be_told_apart_share_a_place(ratings: ServiceUnderTest) -> None:
    others = [uuid4(), uuid4()]
    for other, stars in zip(others, ((60, 20, 0, 0, 0), (0, 0, 0, 20, 40)), strict=True):
        await ratings.feed(registered(other, "Another"), other)
        await contract(ratings, *stars, providers=(other,))
    await contract(ratings, 0, 0, 0, 19, 40)
    await ratings.due(MONDAY)
    asked = {"organisation": [str(each) for each in (PROVIDER, *others)]}
    told = (await ratings.client().get("/ratings/v1/comparison", params=asked)).json()
    assert [each["rank"] for each in told] == [1, 3, 1]


async def answered(ratings: ServiceUnderTest, contract_id: UUID, dimension: str, *stars: int) -> None:
    """So many have said by now how safe, respectful or punctual a service is."""
    key = {"contract_id": contract_id, "quarter": "2026-Q3", "dimension": dimension}
    given = dict(zip(STARS, stars, strict=True))
    keep = insert(dimension_tallies).values({**key, **given})
    async with ratings.sessions.begin() as session:
        await session.execute(keep.on_conflict_do_update(index_elements=list(key), set_=given))


async def test_dimensions_are_told_from_ten_on_and_change_by_five(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 20, 20)
    await answered(ratings, contract_id, "safe", 10, 0, 0, 0, 0)
    await answered(ratings, contract_id, "on_time", 0, 0, 0, 0, 9)
    await ratings.due(MONDAY)
    assert (await summary(ratings, contract_id))["dimensions"] == {"safe": {"count": 10, "score": "2.8"}}
    await rated(ratings, contract_id, 0, 0, 0, 20, 25)
    await answered(ratings, contract_id, "safe", 10, 0, 0, 0, 4)
    await answered(ratings, contract_id, "on_time", 0, 0, 0, 0, 14)
    await ratings.due(MONDAY + WEEK)
    assert (await summary(ratings, contract_id))["dimensions"] == {
        "on_time": {"count": 14, "score": "4.2"},
        "safe": {"count": 10, "score": "2.8"},
    }

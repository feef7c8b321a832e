"""A review counts once, and leaves nothing behind that stands for one person."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.ratings.tests.builders import BUYER, NOW, PROVIDER, agreement, registered, signed
from sqlalchemy import func, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.idempotency import answers
from chassis.testing import ServiceUnderTest, service_under_test
from ratings.reviews.tables import tallies

REVIEWS = "/ratings/v1/reviews"
LIST = Path(__file__).parents[5].parent / "shared/scenario/bad_inputs.jsonl"
pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def codes_for(ratings: ServiceUnderTest, count: int) -> list[str]:
    """Credentials for a contract of their own."""
    agreed = agreement()
    await ratings.feed(signed(agreed), agreed.contract_id)
    issuer = ratings.client("rater_issuer", organisation=BUYER)
    wanted = {"contract_id": str(agreed.contract_id), "quarter": "2026-Q3", "count": count}
    answer = await issuer.post("/ratings/v1/credentials", json=wanted, headers={"Commonweal-Now": NOW})
    assert answer.status_code == 201, answer.text
    return list(answer.json()["codes"])


async def review(ratings: ServiceUnderTest, code: str, **changes: Any) -> httpx.Response:
    """Somebody who needs no name says that it was good."""
    said = {"credential": code, "overall": 5, "recommend": "yes", "period": "2026-Q3"} | changes
    return await ratings.client().post(REVIEWS, json=said)


async def counted(ratings: ServiceUnderTest) -> list[dict[str, Any]]:
    """Every tally, without what it is of."""
    async with ratings.sessions() as session:
        rows = (await session.execute(select(tallies))).mappings().all()
    return [{name: n for name, n in row.items() if n and name not in {"contract_id", "quarter"}} for row in rows]


async def test_users_of_a_suspended_provider_are_heard_as_before(ratings: ServiceUnderTest) -> None:
    before, after = await codes_for(ratings, 2)
    assert (await review(ratings, before)).status_code == 201
    await ratings.feed(registered(PROVIDER, "Ashgate Homeless Trust", status="suspended"), PROVIDER)
    assert (await review(ratings, after, overall=1)).status_code == 201
    [more] = await codes_for(ratings, 1)
    assert (await review(ratings, more)).status_code == 201
    assert sum(each.get("stars_5", 0) + each.get("stars_1", 0) for each in await counted(ratings)) == 3


async def test_a_review_is_counted_and_its_answer_tells_no_number(ratings: ServiceUnderTest) -> None:
    [code] = await codes_for(ratings, 1)
    answer = await review(ratings, code.lower(), overall=4, recommend="dont_know")
    assert answer.status_code == 201, answer.text
    assert answer.json() == {"contract_id": answer.json()["contract_id"], "period": "2026-Q3", "case_code": None}
    assert await counted(ratings) == [{"stars_4": 1, "recommend_dont_know": 1}]
    assert await ratings.emitted() == []


async def test_a_spent_credential_is_refused(ratings: ServiceUnderTest) -> None:
    code, other = await codes_for(ratings, 2)
    assert (await review(ratings, code)).status_code == 201
    assert (await review(ratings, code, overall=1)).status_code == 409
    assert (await review(ratings, other)).status_code == 201
    assert await counted(ratings) == [{"stars_5": 2, "recommend_yes": 2}]


async def test_of_many_who_spend_one_credential_at_once_one_is_counted(ratings: ServiceUnderTest) -> None:
    [code] = await codes_for(ratings, 1)
    answers = await asyncio.gather(*(review(ratings, code, overall=star) for star in (1, 2, 3, 4, 5) * 2))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    [tally] = await counted(ratings)
    assert sum(n for name, n in tally.items() if name.startswith("stars")) == 1


async def test_many_who_review_one_service_at_once_are_all_counted(ratings: ServiceUnderTest) -> None:
    codes = await codes_for(ratings, 12)
    answers = await asyncio.gather(*(review(ratings, code) for code in codes))
    assert {answer.status_code for answer in answers} == {201}
    assert await counted(ratings) == [{"stars_5": 12, "recommend_yes": 12}]


async def test_a_credential_is_good_for_its_own_quarter_only_and_stays_unspent(ratings: ServiceUnderTest) -> None:
    [code] = await codes_for(ratings, 1)
    refused = await review(ratings, code, period="2026-Q4")
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/period")
    assert (await review(ratings, code)).status_code == 201


async def test_nobody_invents_a_credential(ratings: ServiceUnderTest) -> None:
    answer = await review(ratings, "7H2K-Q0ZD-44MX-91RW-B3VE")
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/credential")
    assert await counted(ratings) == []


async def test_a_key_that_would_tie_a_review_to_an_hour_is_not_kept(ratings: ServiceUnderTest) -> None:
    [code] = await codes_for(ratings, 1)
    said = {"credential": code, "overall": 5, "recommend": "yes", "period": "2026-Q3"}
    headers = {"Idempotency-Key": "once"}
    first, second = [await ratings.client().post(REVIEWS, json=said, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 409)  # the credential is the key
    async with ratings.sessions.begin() as session:
        assert await session.scalar(select(func.count()).select_from(answers)) == 0


async def test_what_is_kept_of_reviews_has_no_place_for_a_person(ratings: ServiceUnderTest) -> None:
    """No time, no address, no agent, no text, and no key that a credential and a review could share."""

    def columns(connection: Any) -> dict[str, set[str]]:
        looking = inspect(connection)
        return {table: {it["name"] for it in looking.get_columns(table)} for table in ("tallies", "credentials")}

    async with ratings.sessions() as session:
        connection: AsyncConnection = await session.connection()
        kept = await connection.run_sync(columns)
    assert kept["credentials"] == {"digest", "contract_id", "quarter", "spent", "level"}
    assert {name.split("_")[0] for name in kept["tallies"]} == {"contract", "quarter", "stars", "recommend"}


async def test_no_bad_value_is_counted_and_none_breaks_the_service(ratings: ServiceUnderTest) -> None:
    if not LIST.exists():
        pytest.skip("the scenario's bad_inputs.jsonl is missing")
    fields = {"rating.stars": "overall", "rating.period": "period"}
    rows = [json.loads(line) for line in LIST.read_text().splitlines()]
    [code] = await codes_for(ratings, 1)
    tried = 0
    for row in (row for row in rows if row["where"] in fields):
        said = {"credential": code, "overall": 5, "recommend": "yes", "period": "2026-Q3"} | {
            fields[row["where"]]: row["value"]
        }
        answer = await ratings.client().post(
            REVIEWS, content=json.dumps(said), headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422, (row, answer.text)
        tried += 1
    assert tried == 20
    assert await counted(ratings) == []
    assert UUID((await review(ratings, code)).json()["contract_id"])


@pytest.mark.parametrize(
    "changes",
    [{"recommend": "maybe"}, {"recommend": True}, {"contract_id": "1"}, {"text": "Sam was kind"}, {"credential": 7}],
    ids=str,
)
async def test_what_a_review_does_not_say_is_refused(ratings: ServiceUnderTest, changes: dict[str, Any]) -> None:
    [code] = await codes_for(ratings, 1)
    assert (await review(ratings, code, **changes)).status_code == 422
    assert await counted(ratings) == []

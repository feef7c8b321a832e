"""Who obtains credentials, for what, and what is kept of them."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.ratings.tests.builders import BUYER, NOW, agreement, ended, signed
from sqlalchemy import func, select, text

from chassis.idempotency import answers
from chassis.testing import ServiceUnderTest, service_under_test
from ratings.credentials.domain import digest_of
from ratings.credentials.tables import credentials

CREDENTIALS = "/ratings/v1/credentials"
pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def contract(ratings: ServiceUnderTest, **changes: Any) -> UUID:
    """A signed contract that ratings has heard of."""
    agreed = agreement(**changes)
    await ratings.feed(signed(agreed), agreed.contract_id)
    return agreed.contract_id


async def ask(ratings: ServiceUnderTest, of: UUID, *, by: UUID | None = BUYER, **changes: Any) -> httpx.Response:
    """The buyer's system asks for three credentials."""
    wanted = {"contract_id": str(of), "quarter": "2026-Q3", "count": 3} | changes
    issuer = ratings.client("rater_issuer", organisation=by)
    return await issuer.post(CREDENTIALS, json=wanted, headers={"Commonweal-Now": NOW})


async def test_codes_are_told_once_and_only_their_digests_are_kept(ratings: ServiceUnderTest) -> None:
    answer = await ask(ratings, await contract(ratings))
    assert answer.status_code == 201, answer.text
    codes = answer.json()["codes"]
    assert len(set(codes)) == 3
    async with ratings.sessions() as session:
        assert set(await session.scalars(select(credentials.c.digest))) == {digest_of(code) for code in codes}
        assert set(credentials.c.keys()) == {"digest", "contract_id", "quarter", "spent", "level"}


async def test_nothing_that_is_kept_holds_a_code(ratings: ServiceUnderTest) -> None:
    code = (await ask(ratings, await contract(ratings), count=1)).json()["codes"][0]
    async with ratings.sessions() as session:
        tables = (await session.scalars(text("select tablename from pg_tables where schemaname = 'public'"))).all()
        for table in tables:
            rows = (await session.execute(text(f'select t::text from "{table}" t'))).scalars().all()
            assert not any(code in row or code.replace("-", "") in row for row in rows), table
    assert "credentials" in tables


async def test_an_answer_with_codes_is_not_kept_for_a_retry(ratings: ServiceUnderTest) -> None:
    wanted = {"contract_id": str(await contract(ratings)), "quarter": "2026-Q3", "count": 1}
    issuer = ratings.client("rater_issuer", organisation=BUYER)
    headers = {"Commonweal-Now": NOW, "Idempotency-Key": "once"}
    first, second = [await issuer.post(CREDENTIALS, json=wanted, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["codes"] != second.json()["codes"]
    async with ratings.sessions.begin() as session:
        assert await session.scalar(select(func.count()).select_from(answers)) == 0


async def test_another_buyers_contract_reads_as_not_found(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings)
    assert (await ask(ratings, contract_id, by=uuid4())).status_code == 404
    assert (await ask(ratings, uuid4())).status_code == 404
    assert (await ask(ratings, contract_id, by=None)).status_code == 403


async def test_only_a_system_that_issues_credentials_obtains_them(ratings: ServiceUnderTest) -> None:
    wanted = {"contract_id": str(await contract(ratings)), "quarter": "2026-Q3", "count": 1}
    provider = ratings.client("provider", organisation=BUYER)
    assert (await provider.post(CREDENTIALS, json=wanted)).status_code == 403
    assert (await ratings.client().post(CREDENTIALS, json=wanted)).status_code == 401


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"quarter": "2026-Q4"}, 409),
        ({"quarter": "2026-Q2"}, 409),
        ({"quarter": "2026-Q5"}, 422),
        ({"quarter": "2026-08"}, 422),
        ({"count": 0}, 422),
        ({"count": 1001}, 422),
        ({"count": True}, 422),
        ({"count": "3"}, 422),
        ({"contract_id": "1"}, 422),
        ({"rater": "Sam"}, 422),
    ],
    ids=str,
)
async def test_what_cannot_be_issued_is_refused_and_nothing_is_kept(
    ratings: ServiceUnderTest, changes: dict[str, Any], status: int
) -> None:
    answer = await ask(ratings, await contract(ratings), **changes)
    assert answer.status_code == status, answer.text
    async with ratings.sessions() as session:
        assert (await session.scalars(select(credentials.c.digest))).all() == []


async def test_a_contract_has_so_many_credentials_a_quarter_and_no_more(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings)
    async with ratings.sessions.begin() as session:
        nearly = {"contract": contract_id, "quarter": "2026-Q3", "count": 49_998}
        await session.execute(text("insert into issued values (:contract, :quarter, :count)"), nearly)
    assert (await ask(ratings, contract_id, count=3)).status_code == 409
    assert (await ask(ratings, contract_id, count=2)).status_code == 201
    assert (await ask(ratings, contract_id, count=1)).status_code == 409


async def test_a_contract_cut_short_is_rated_for_the_time_it_ran(ratings: ServiceUnderTest) -> None:
    agreed = agreement(starts_on=date(2026, 1, 1))
    await ratings.feed(signed(agreed), agreed.contract_id)
    await ratings.feed(ended(agreed, date(2026, 5, 31)), agreed.contract_id)
    assert (await ask(ratings, agreed.contract_id, quarter="2026-Q2")).status_code == 201
    assert (await ask(ratings, agreed.contract_id, quarter="2026-Q3")).status_code == 409

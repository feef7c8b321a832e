"""A signed credential counts once, for its own service and quarter, and only when everybody has theirs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from secrets import token_bytes
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.ratings.tests.cohorts import CLOSED, GOOD, a_cohort, credentials_of
from sqlalchemy import select

from chassis.testing import ServiceUnderTest, service_under_test
from ratings.credentials.domain import RatingKey
from ratings.credentials.rules.signed import SignedCredential
from ratings.credentials.tables import nullifiers, spendings
from ratings.reviews.tables import tallies

pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def counted(ratings: ServiceUnderTest) -> int:
    async with ratings.sessions() as session:
        rows = (await session.execute(select(tallies))).mappings().all()
    return sum(row[f"stars_{star}"] for row in rows for star in range(1, 6))


async def test_of_many_who_spend_one_credential_at_once_one_is_counted(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    credential, *_ = await credentials_of(cohort)
    answers = await asyncio.gather(*(cohort.rate(credential, overall=star) for star in (1, 2, 3, 4, 5) * 2))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    assert await counted(ratings) == 1


async def test_nothing_is_good_before_everybody_has_theirs(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    credential, *_ = await credentials_of(cohort)
    assert (await cohort.rate(credential, now=CLOSED)).status_code == 409
    assert (await cohort.rate(credential, now=CLOSED + timedelta(hours=24))).status_code == 409
    assert (await cohort.rate(credential)).status_code == 201


async def test_where_fewer_than_twenty_asked_nobodys_is_good(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    credentials = [await cohort.credential(invitation) for invitation in cohort.invitations[1:]]
    await ratings.due(CLOSED)
    refused = await cohort.rate(credentials[0])
    assert (refused.status_code, "Fewer than 20" in refused.json()["detail"]) == (409, True)


async def test_what_is_forged_or_transplanted_is_refused_and_nothing_is_counted(ratings: ServiceUnderTest) -> None:
    here, there = await a_cohort(ratings), await a_cohort(ratings)
    theirs, (mine, *_) = await there.credential(there.invitations[0]), await credentials_of(here)
    forged = [
        replace(mine, key_id=theirs.key_id),
        replace(mine, key_id=uuid4()),
        replace(mine, prepared=theirs.prepared),
        replace(mine, prepared=token_bytes(64)),
        replace(mine, signature=token_bytes(384)),
        replace(mine, signature=mine.signature[:-1]),
        replace(mine, signature=(int.from_bytes(mine.signature, "big") + here.modulus).to_bytes(385, "big")),
    ]
    assert [(await here.rate(each)).status_code for each in forged] == [422] * len(forged)
    assert await counted(ratings) == 0


async def test_what_is_kept_of_a_spent_credential_is_a_digest_under_its_key(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    credential, *_ = await credentials_of(cohort)
    await cohort.rate(credential)
    async with ratings.sessions() as session:
        assert (await session.execute(select(nullifiers))).all() == [(credential.key_id, credential.nullifier)]
        assert [tuple(row) for row in await session.execute(select(spendings))] == [
            (cohort.contract_id, "2026-Q3", "A", 1)
        ]


@given(st.binary(min_size=32, max_size=32))
def test_each_is_good_at_an_hour_of_its_own_one_to_four_days_after_the_last_signature(nonce: bytes) -> None:
    key = RatingKey(
        id=UUID(int=1),
        contract_id=UUID(int=2),
        quarter="2026-Q3",
        modulus=b"",
        cohort=20,
        published_at=CLOSED - timedelta(days=10),
        signs_from=CLOSED - timedelta(days=9),
        signs_until=CLOSED,
    )
    assert timedelta(hours=24) <= key.good_from(nonce) - CLOSED < timedelta(hours=96)
    assert key.good_from(nonce) < GOOD


@given(st.binary(min_size=64, max_size=64), st.binary(min_size=256, max_size=512))
def test_a_credential_has_one_spelling(prepared: bytes, signature: bytes) -> None:
    credential = SignedCredential(uuid4(), prepared, signature)
    assert SignedCredential.parse(str(credential)) == SignedCredential.parse(f" {credential}\n") == credential
    last = str(credential)[-1]
    for other in set("ABQgw-_") - {last}:
        try:
            assert SignedCredential.parse(str(credential)[:-1] + other) != credential
        except ValueError:
            continue

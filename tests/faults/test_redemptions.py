"""However credentials are forged, replayed, put in another's place or spent at once: each counts once, no other counts.

`COMMONWEAL_FAULTS=full` tries 10,000.
"""

import asyncio
import os
import random
from collections import Counter
from dataclasses import replace
from secrets import token_bytes

import pytest
from services.ratings.tests.cohorts import GOOD, Cohort, a_cohort, at, credentials_of
from sqlalchemy import func, select

from chassis.testing import ServiceUnderTest, service_under_test
from ratings.credentials.rules.signed import SignedCredential
from ratings.credentials.tables import nullifiers, spendings
from ratings.reviews.tables import STARS, tallies

IS_FULL = os.environ.get("COMMONWEAL_FAULTS") == "full"
TRIES = 10_000 if IS_FULL else 400
AT_ONCE = 25
pytestmark = [pytest.mark.integration, pytest.mark.timeout(1800)]


def forgery(mine: SignedCredential, other: SignedCredential, draw: random.Random) -> SignedCredential:
    """Something that looks like a credential and is none."""
    bit = 1 << draw.randrange(8 * len(mine.signature))
    flipped = (int.from_bytes(mine.signature, "big") ^ bit).to_bytes(len(mine.signature), "big")
    return draw.choice(
        [
            replace(mine, signature=flipped),
            replace(mine, prepared=token_bytes(64)),
            replace(mine, prepared=mine.prepared[:32] + other.prepared[32:]),
            replace(mine, signature=other.signature),
            replace(mine, key_id=other.key_id),  # transplanted
        ]
    )


async def tried(cohort: Cohort, credential: SignedCredential) -> int:
    said = {"credential": str(credential), "overall": 1, "recommend": "no", "period": "2026-Q3"}
    answer = await cohort.ratings.client().post("/ratings/v1/reviews", json=said, headers=at(GOOD))
    return answer.status_code


async def counted(ratings: ServiceUnderTest) -> tuple[int, int, int]:
    """Stars, credentials spent, and spendings at level A: three ways to count the same."""
    stars = sum((func.sum(tallies.c[name]) for name in STARS[1:]), func.sum(tallies.c[STARS[0]]))
    async with ratings.sessions() as session:
        return (
            int(await session.scalar(select(stars)) or 0),
            int(await session.scalar(select(func.count()).select_from(nullifiers)) or 0),
            int(await session.scalar(select(func.sum(spendings.c.count))) or 0),
        )


async def test_each_credential_counts_once_and_nothing_else_counts() -> None:
    draw = random.Random()
    async with service_under_test("ratings") as ratings:
        here, there = await a_cohort(ratings), await a_cohort(ratings)
        foreign = [await there.credential(invitation) for invitation in there.invitations[:5]]
        good = (await credentials_of(here))[:15]
        others = [replace(each, key_id=good[0].key_id) for each in foreign]
        attempts = [draw.choice(good) for _ in range(TRIES // 2)]
        attempts += [forgery(draw.choice(good), draw.choice(foreign), draw) for _ in range(TRIES - len(attempts))]
        attempts += [*good, *others]
        draw.shuffle(attempts)
        heard: Counter[int] = Counter()
        for first in range(0, len(attempts), AT_ONCE):
            heard.update(await asyncio.gather(*(tried(here, each) for each in attempts[first : first + AT_ONCE])))
        assert heard[201] == len(good)
        assert set(heard) == {201, 409, 422}
        assert await counted(ratings) == (len(good),) * 3

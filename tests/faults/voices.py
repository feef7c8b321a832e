"""What people may say once each with a credential that nobody saw: rate a service, sign a petition, vote."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.ratings.tests.cohorts import CLOSED, QUARTER, SIGNING, Cohort, a_cohort, at
from services.ratings.tests.petitioning import AFTERWARDS, Petitioning

from chassis.testing import ServiceUnderTest
from ratings.credentials.rules.signed import SignedCredential

ASKED, ANSWERED = datetime(2026, 8, 20, 9, tzinfo=UTC), datetime(2026, 8, 28, 9, tzinfo=UTC)  # for a petition
CALLED, HELD = datetime(2026, 10, 7, 9, tzinfo=UTC), datetime(2026, 10, 15, 9, tzinfo=UTC)  # for a ballot
POLL = {"question": "Should the provider be recalled?", "opens_on": "2026-10-12", "closes_on": "2026-10-27"}


@dataclass
class Voice:
    """Everybody who may say it, when they have credentials signed, and how they say it."""

    cohort: Cohort
    begins: datetime
    ends: datetime
    path: str
    said: Callable[[], Mapping[str, Any]]

    async def spend(self, credential: SignedCredential, moment: datetime, agent: str) -> None:
        """Somebody says it, from a machine that can be told from any other."""
        body = {**self.said(), "credential": str(credential)}
        headers = {**at(moment), "User-Agent": agent, "X-Forwarded-For": agent}
        answer = await self.cohort.ratings.client().post(f"/ratings/v1{self.path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text


async def a_rating(ratings: ServiceUnderTest, number: int) -> Voice:
    """So many users of a service rate it."""
    cohort = await a_cohort(ratings, number)
    return Voice(cohort, SIGNING, CLOSED, "/reviews", lambda: {**opinion(), "period": QUARTER})


def opinion() -> dict[str, Any]:
    return {"overall": random.randint(1, 5), "recommend": random.choice(["yes", "no", "dont_know"])}


async def a_signature(ratings: ServiceUnderTest, number: int) -> Voice:
    """So many on a petition's roll sign it."""
    users = await Petitioning(ratings).begin()
    await users.set_figures(sponsors=0)
    petition = await users.drafted(number)
    assert (await users.moderate(petition)).status_code == 200
    key = await users.published(petition, ANSWERED)
    invited = await users.invited(petition, number)
    cohort = Cohort(ratings, users.contract.contract_id, key.json(), invited.json()["invitations"])
    return Voice(cohort, ASKED, ANSWERED, "/signatures", lambda: {"petition_id": str(petition)})


async def a_vote(ratings: ServiceUnderTest, number: int) -> Voice:
    """So many on a petition's roll vote, after enough of them signed it by code."""
    users = await Petitioning(ratings).begin()
    petition, codes = await users.opened(number)
    for code in codes:
        assert await users.sign(petition, code) == 201
    await users.wait()
    ballot = f"/petitions/{petition}/ballot"
    assert (await users.send("commissioner", f"{ballot}/call", POLL, at=AFTERWARDS)).status_code == 201
    key = await users.send("rater_issuer", f"{ballot}/key", {"signs_until": HELD.isoformat()}, at=AFTERWARDS)
    contacts = {"contacts": [f"case-{each}" for each in range(number)]}
    invited = await users.send("rater_issuer", f"{ballot}/invitations", contacts, at=AFTERWARDS)
    cohort = Cohort(ratings, users.contract.contract_id, key.json(), invited.json()["invitations"])
    said = {"petition_id": str(petition)}
    return Voice(cohort, CALLED, HELD, "/votes", lambda: {**said, "for_recall": random.random() < 0.5})


VOICES: Mapping[str, Callable[[ServiceUnderTest, int], Awaitable[Voice]]] = {
    "rating": a_rating,
    "signature": a_signature,
    "vote": a_vote,
}

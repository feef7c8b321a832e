"""A key of a contract and quarter, the people invited under it, and what their own machines do."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from typing import Any
from uuid import UUID

import httpx
from services.ratings.tests.builders import BUYER, agreement, signed

from chassis.testing import ServiceUnderTest
from ratings.credentials.rules.blinding import Blinded, blind, finalized, prepared
from ratings.credentials.rules.signed import NONCE, SignedCredential

QUARTER = "2026-Q3"
PUBLISHED = datetime(2026, 8, 17, 9, tzinfo=UTC)
SIGNING, CLOSED = PUBLISHED + timedelta(days=2), PUBLISHED + timedelta(days=10)
GOOD = CLOSED + timedelta(hours=97)
ISSUER = "/ratings/v1/issuer"


def at(instant: datetime) -> dict[str, str]:
    """The story's time."""
    return {"Commonweal-Now": instant.isoformat().replace("+00:00", "Z")}


@dataclass
class Cohort:
    """The users of one contract's service in one quarter, before the service under test."""

    ratings: ServiceUnderTest
    contract_id: UUID
    key: dict[str, Any] = field(default_factory=dict)
    invitations: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> httpx.AsyncClient:
        return self.ratings.client("rater_issuer", organisation=BUYER)

    async def state(self, eligible: int) -> httpx.Response:
        """The council says how many used the service."""
        stated = {"contract_id": str(self.contract_id), "quarter": QUARTER, "eligible": eligible}
        return await self.issuer.post("/ratings/v1/contacts", json=stated, headers=at(PUBLISHED))

    async def publish(self, until: datetime = CLOSED) -> httpx.Response:
        """The council has a key made."""
        wanted = {"contract_id": str(self.contract_id), "quarter": QUARTER, "signs_until": until.isoformat()}
        answer = await self.issuer.post(f"{ISSUER}/keys", json=wanted, headers=at(PUBLISHED))
        self.key = answer.json()
        return answer

    async def invite(self, *contacts: str) -> httpx.Response:
        """The council invites people, by references of its own."""
        path = f"{ISSUER}/keys/{self.key['id']}/invitations"
        answer = await self.issuer.post(path, json={"contacts": contacts}, headers=at(PUBLISHED))
        self.invitations += answer.json().get("invitations", [])
        return answer

    async def ask(self, invitation: str, blinded: bytes, *, now: datetime = SIGNING) -> httpx.Response:
        """Somebody asks for a signature."""
        asked = {"invitation": invitation, "blinded": b64encode(blinded).decode()}
        return await self.ratings.client().post(f"{ISSUER}/signatures", json=asked, headers=at(now))

    @property
    def modulus(self) -> int:
        return int.from_bytes(b64decode(self.key["modulus"]), "big")

    def blinded(self) -> tuple[bytes, Blinded]:
        """A message of one's own, and how it was blinded."""
        message = prepared(token_bytes(NONCE))
        return message, blind(self.modulus, message)

    def unblinded(self, message: bytes, hidden: Blinded, answer: httpx.Response) -> SignedCredential:
        """The credential."""
        signature = b64decode(answer.json()["signature"])
        proof = finalized(self.modulus, message, signature, hidden.inverse)
        return SignedCredential(UUID(self.key["id"]), message, proof)

    async def credential(self, invitation: str, *, now: datetime = SIGNING) -> SignedCredential:
        """What a rater's machine makes of an invitation."""
        message, hidden = self.blinded()
        answer = await self.ask(invitation, hidden.request, now=now)
        assert answer.status_code == 200, answer.text
        return self.unblinded(message, hidden, answer)

    async def rate(self, credential: object, *, overall: int = 5, now: datetime = GOOD) -> httpx.Response:
        """Somebody spends a credential."""
        said = {"credential": str(credential), "overall": overall, "recommend": "yes", "period": QUARTER}
        return await self.ratings.client().post("/ratings/v1/reviews", json=said, headers=at(now))


async def a_contract(ratings: ServiceUnderTest, **changes: Any) -> Cohort:
    """A contract that ratings has heard of, before anybody is invited."""
    agreed = agreement(**changes)
    await ratings.feed(signed(agreed), agreed.contract_id)
    return Cohort(ratings, agreed.contract_id)


async def a_cohort(ratings: ServiceUnderTest, size: int = 20) -> Cohort:
    """So many users of a service, each invited."""
    cohort = await a_contract(ratings)
    await cohort.state(size)
    assert (await cohort.publish()).status_code == 201, cohort.key
    for first in range(0, size, 1000):
        batch = [f"case-{number}" for number in range(first, min(first + 1000, size))]
        assert (await cohort.invite(*batch)).status_code == 201
    return cohort


async def credentials_of(cohort: Cohort) -> list[SignedCredential]:
    """Everybody has asked, and the key is closed."""
    found = [await cohort.credential(invitation) for invitation in cohort.invitations]
    await cohort.ratings.due(CLOSED)
    return found

"""Evidence for a notice is frozen once, altered by nothing, and shown to those whom it concerns."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.ratings.tests.builders import BUYER, NOW, PROVIDER
from services.ratings.tests.integration.scores.test_summaries import contract, rated, ratings

from chassis.testing import ServiceUnderTest
from events.ratings import EvidenceFrozen
from kernel.digests import digest_of

__all__ = ["ratings"]
PATH = "/ratings/v1/evidence-snapshots"
pytestmark = pytest.mark.integration


async def frozen(ratings: ServiceUnderTest, notice: UUID, *, role: str = "commissioner") -> httpx.Response:
    client = ratings.client(role, organisation=BUYER)
    return await client.post(PATH, json={"notice_id": str(notice)}, headers={"Commonweal-Now": NOW})


async def read(ratings: ServiceUnderTest, snapshot: Any, role: str, organisation: UUID | None = None) -> httpx.Response:
    return await ratings.client(role, organisation=organisation).get(f"{PATH}/{snapshot['id']}")


async def test_what_is_frozen_stays_whatever_comes_later(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 1, 2, 9, 18, 34)
    snapshot = (await frozen(ratings, uuid4())).json()
    [line] = snapshot["lines"]
    assert (line["organisation_id"], line["verified_count"], line["adjusted_mean"]) == (str(PROVIDER), 64, "4.1429")
    await rated(ratings, contract_id, 50, 2, 9, 18, 34)
    await ratings.client("platform_admin").put("/ratings/v1/policy", json={"prior_strength": 5})
    assert (await read(ratings, snapshot, "auditor")).json() == snapshot


async def test_the_digest_can_be_computed_again_from_what_is_shown(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 1, 2, 9, 18, 34)
    snapshot = (await frozen(ratings, uuid4())).json()
    [line] = snapshot["lines"]
    said: dict[str, Any] = {"as_of": "2026-08-17T09:00:00+00:00", "organisation_id": str(PROVIDER)}
    said |= {"adjusted_mean": "4.1429", "salt": line["salt"], "stars": [1, 2, 9, 18, 34]}
    assert line["digest"] == digest_of(said)
    assert snapshot["digest"] == digest_of({"policy": snapshot["policy"], "lines": [line["digest"]]})
    [told] = [event for event in await ratings.emitted() if isinstance(event, EvidenceFrozen)]
    assert (told.digest, "stars" in told.model_dump_json()) == (snapshot["digest"], False)


async def test_a_notice_has_one(ratings: ServiceUnderTest) -> None:
    notice = uuid4()
    assert (await frozen(ratings, notice)).status_code == 201
    assert (await frozen(ratings, notice)).status_code == 409


async def test_counts_are_for_the_authority_auditors_and_whom_they_are_of(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 0, 0, 0, 0, 3)
    await contract(ratings, 0, 0, 0, 0, 4, providers=(other := uuid4(),))
    snapshot = (await frozen(ratings, uuid4())).json()
    assert len(snapshot["lines"]) == len((await read(ratings, snapshot, "auditor")).json()["lines"]) == 2
    [own] = (await read(ratings, snapshot, "provider", other)).json()["lines"]
    assert (own["organisation_id"], own["stars"]) == (str(other), [0, 0, 0, 0, 4])
    assert (await read(ratings, snapshot, "provider", uuid4())).status_code == 404
    assert (await read(ratings, snapshot, "commissioner", uuid4())).status_code == 404
    assert (await ratings.client().get(f"{PATH}/{snapshot['id']}")).status_code == 401
    assert (await frozen(ratings, uuid4(), role="provider")).status_code == 403

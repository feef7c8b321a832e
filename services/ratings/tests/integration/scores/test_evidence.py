"""What auditors see, and nobody else: all ratings of an organisation, however few."""

import pytest
from services.ratings.tests.builders import PROVIDER
from services.ratings.tests.integration.scores.test_summaries import MONDAY, WEEK, contract, rated, ratings

from chassis.testing import ServiceUnderTest
from events.ratings import OrganisationRated, RatingPolicyChosen
from kernel.digests import digest_of

__all__ = ["ratings"]
pytestmark = pytest.mark.integration
PATH = f"/ratings/v1/organisations/{PROVIDER}/evidence"


async def test_the_figures_are_those_of_the_scenario(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 1, 2, 9, 18, 34)
    answer = await ratings.client(role="auditor").get(PATH)
    assert answer.json() == {
        "organisation_id": str(PROVIDER),
        "verified_count": 64,
        "raw_mean": "4.2813",
        "adjusted_mean": "4.1429",
        "score_0_to_10": "7.8571",
        "no_evidence": False,
        "policy": "2025-1",
    }


async def test_without_a_rating_the_score_is_the_usual_one(ratings: ServiceUnderTest) -> None:
    evidence = (await ratings.client(role="auditor").get(PATH)).json()
    assert (evidence["raw_mean"], evidence["adjusted_mean"], evidence["no_evidence"]) == (None, "3.7000", True)


async def test_nobody_else_sees_it(ratings: ServiceUnderTest) -> None:
    assert (await ratings.client().get(PATH)).status_code == 401
    assert (await ratings.client(role="commissioner").get(PATH)).status_code == 403


async def test_the_policy_can_be_read(ratings: ServiceUnderTest) -> None:
    policy = (await ratings.client().get("/ratings/v1/policy")).json()
    assert (policy["prior_mean"], policy["prior_strength"], policy["public_minimum"]) == ("3.7000", 20, 10)


async def test_the_platform_may_choose_other_figures_and_go_back(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 0, 0, 0, 0, 6)
    admin, auditor = ratings.client("platform_admin"), ratings.client(role="auditor")
    chosen = {"prior_mean": 3.2, "prior_strength": 5, "public_minimum": 6}
    told = (await admin.put("/ratings/v1/policy", json=chosen)).json()
    assert (told["prior_mean"], told["prior_strength"], told["public_minimum"]) == ("3.2000", 5, 6)
    assert (await auditor.get(PATH)).json()["adjusted_mean"] == "4.1818"  # (3.2 · 5 + 30) ÷ 11
    await ratings.due(MONDAY)
    public = (await ratings.client().get(f"/ratings/v1/organisations/{PROVIDER}/summary")).json()
    assert (public["count"], public["score"]) == (6, "4.1818")
    assert (await admin.put("/ratings/v1/policy", json={})).json()["prior_mean"] == "3.7000"
    assert (await auditor.put("/ratings/v1/policy", json={})).status_code == 403
    events = [event for event in await ratings.emitted() if isinstance(event, RatingPolicyChosen)]
    assert [(event.version, event.prior_mean) for event in events] == [(1, "3.2"), (2, None)]


async def test_a_snapshot_is_frozen_and_its_digest_can_be_computed_again(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 10)
    await ratings.due(MONDAY)
    await rated(ratings, contract_id, 5, 0, 0, 0, 10)
    await ratings.due(MONDAY + WEEK)
    first, second = [event for event in await ratings.emitted() if isinstance(event, OrganisationRated)]
    assert (first.stars, second.stars) == ([0, 0, 0, 0, 10], [5, 0, 0, 0, 10])
    for event in (first, second):
        said = {"as_of": event.occurred_at.isoformat(), "organisation_id": PROVIDER, "stars": event.stars}
        said["salt"] = event.salt
        assert event.digest == digest_of(said)
    assert first.digest != second.digest

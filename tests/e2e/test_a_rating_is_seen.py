"""What users say is on the public site and with tendering within two seconds of its publication.

By the policy that a platform begins with. Stories publish others, for the whole platform, so this comes before them.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.e2e.story import Story

from commonweal.testing import Platform

RATED, PUBLISHED = "2027-06-30T09:00:00Z", "2027-07-01T09:00:00Z"
PATIENCE = 2.0  # seconds
RATERS = 12
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]


def rate(story: Story, contract: dict[str, Any]) -> None:
    """Twelve people, each with a code."""
    wanted = {"contract_id": contract["id"], "quarter": "2027-Q2", "count": RATERS}
    codes = story.say("rater_issuer", "POST", "/ratings/v1/credentials", json=wanted, now=RATED).json()["codes"]
    for code in codes:
        said = {"credential": code, "overall": 5, "recommend": "yes", "period": "2027-Q2"}
        answer = story.platform.public.post("/ratings/v1/reviews", json=said)
        assert answer.status_code == 201, answer.text


def told_last(story: Story, kind: str) -> dict[str, Any]:
    """The last event of a type in the ledger of ratings, as auditors read it."""
    events = story.platform.client("auditor").get("/ratings/v1/events", params={"limit": "1000"}).json()["items"]
    return dict([event for event in events if event["type"] == kind][-1])


def seconds_until(seen: Callable[[], bool]) -> float:
    """How long it takes until that is so; asked again and again."""
    began = time.monotonic()
    while not seen():
        assert time.monotonic() - began < 5 * PATIENCE, "it never came"
    return time.monotonic() - began


def test_a_published_rating_is_seen_everywhere_within_two_seconds(platform: Platform) -> None:
    story = Story(platform)
    contract = story.contract()
    rate(story, contract)
    summary = f"/ratings/v1/summaries?contract={contract['id']}"
    assert platform.public.get(summary).json()["items"][0]["suppressed"]
    story.say("platform_admin", "POST", "/ratings/v1/due", now=PUBLISHED)
    score = "4.1875"  # (20 · 3.7 + 12 · 5) ÷ 32
    took = seconds_until(lambda: platform.public.get(summary).json()["items"][0]["score"] == score)
    page = f"/contracts/{contract['id']}"
    took += seconds_until(lambda: "<strong>4.2</strong>" in platform.public.get(page).text)
    assert took <= PATIENCE
    rated = told_last(story, "ratings.organisation.rated.v1")
    assert sum(rated["body"]["stars"]) >= RATERS
    after = {"Commonweal-After": f"ratings/{rated['entity']}/{rated['entity_version']}"}
    assert platform.public.get("/tendering/v1/notices", headers=after).status_code == 200  # 503 after two seconds

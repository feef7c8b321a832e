"""Direct awards as OCDS: UK5 before the award, UK12 if it is not to be, and nothing of a user's own choice."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from services.transparency.tests.builders import (
    CHARITY,
    NOTICE,
    NOW,
    a_cancellation,
    a_decision,
    a_procedure,
    an_agreement,
    an_announcement,
)
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import AwardMade, JustificationAnnounced, NoticePublished
from transparency.publication.consumers import Publisher
from transparency.records.rules import compiled

GROUND = JustificationAnnounced(ground="6", reason="Only they own the homes.", supplier_id=CHARITY.id)


def direct(procedure: str = "direct_award", **changes: Any) -> Any:
    return an_announcement(procedure=procedure, criteria=[], justification=GROUND, **changes)


def announced(**changes: Any) -> NoticePublished:
    return NoticePublished(occurred_at=NOW, entity=NOTICE, entity_version=1, notice=direct(**changes), supplier=CHARITY)


def made(**changes: Any) -> AwardMade:
    decision = a_decision(award_id=NOTICE, suppliers=[CHARITY], bids_received=0)
    told = NOW + timedelta(days=60)
    return AwardMade(occurred_at=told, entity=NOTICE, entity_version=2, notice=direct(**changes), award=decision)


def releases_of(*events: Event) -> list[dict[str, Any]]:
    known = Publisher("ocds-213czf").handlers()
    return [json.loads(row["text"]) for event in events for _, row in known[type(event)](event)]  # type: ignore[misc]


def test_a_direct_award_is_announced_with_its_ground_and_its_supplier() -> None:
    [release] = releases = releases_of(announced())
    assert ocds_problems(releases) == []
    tender, [award] = release["tender"], release["awards"]
    assert (tender["procurementMethod"], tender["procurementMethodDetails"]) == ("direct", "Direct award")
    assert tender["procurementMethodRationale"] == "Only they own the homes."
    assert tender["procurementMethodRationaleClassifications"][0]["id"] == "6"
    assert "tenderPeriod" not in tender
    assert award["documents"][0]["noticeType"] == "UK5"
    assert (award["status"], award["suppliers"][0]["name"]) == ("pending", CHARITY.name)


def test_the_record_of_a_direct_award_has_one_award_from_its_notice_to_its_contract() -> None:
    agreement = an_agreement(award=a_decision(award_id=NOTICE, suppliers=[CHARITY], bids_received=0))
    signed = a_procedure()[2].model_copy(update={"notice": direct(), "contract": agreement})
    releases = releases_of(announced(), made(), signed)
    assert ocds_problems(releases) == []
    assert all("bids" not in release for release in releases)
    record = compiled(releases)
    assert ocds_problems([record]) == []
    [award] = record["awards"]
    assert [document["noticeType"] for document in award["documents"]] == ["UK5", "UK6"]
    assert (award["status"], award["value"]["amount"]) == ("active", 2600000)


def test_a_direct_award_that_is_not_to_be_is_cancelled_in_the_record() -> None:
    releases = releases_of(announced(), cancelled())
    assert ocds_problems(releases) == []
    record = compiled(releases)
    assert (record["tender"]["status"], record["awards"][0]["status"]) == ("cancelled", "cancelled")
    assert record["tender"]["documents"][0]["noticeType"] == "UK12"


def cancelled(**changes: Any) -> Event:
    return a_cancellation().model_copy(update={"notice": direct(**changes)})


@pytest.mark.parametrize("told", [announced, made, cancelled])
def test_of_a_users_own_choice_nothing_is_published_before_the_contract(told: Callable[..., Event]) -> None:
    event = told(procedure="user_choice")
    assert releases_of(event) == []

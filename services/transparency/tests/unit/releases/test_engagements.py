"""What comes before a tender notice, as OCDS: a process of its own, to which the notice is related."""

import json
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from services.transparency.tests.builders import ENGAGEMENT, NOW, an_announcement, an_engagement
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import NoticePublished
from transparency.publication.consumers import Publisher
from transparency.releases.rules import profile

PREFIX = "ocds-213czf"


def release_of(event: Event) -> dict[str, Any]:
    writes = Publisher(PREFIX).handlers()[type(event)](event)
    [release] = [json.loads(dict(values)["text"]) for _, values in writes]  # type: ignore[misc]
    return dict(release)


def published(**changes: Any) -> dict[str, Any]:
    return release_of(NoticePublished(occurred_at=NOW, notice=an_announcement(**changes)))


def test_an_announced_engagement_is_a_uk2_in_the_planning_of_a_tender() -> None:
    release = release_of(an_engagement())
    assert (release["ocid"], release["tag"]) == (f"{PREFIX}-{ENGAGEMENT}", ["planning"])
    [document] = release["planning"]["documents"]
    assert (document["noticeType"], document["documentType"]) == ("UK2", "marketEngagementNotice")
    assert release["planning"]["milestones"][0]["dueDate"] == "2026-07-18T09:00:00.000Z"
    assert release["tender"]["status"] == "planning"


def test_a_notice_is_related_to_the_engagement_that_it_follows_from() -> None:
    followed = published(engagement_id=ENGAGEMENT)
    [related] = followed["relatedProcesses"]
    assert (related["relationship"], related["identifier"]) == (["planning"], release_of(an_engagement())["ocid"])
    assert "relatedProcesses" not in published()


def test_a_notice_says_why_its_engagement_was_not_announced() -> None:
    release = published(engagement_id=ENGAGEMENT, unannounced_because="Urgent.")
    assert release["planning"] == {"noEngagementNoticeRationale": "Urgent."}


@pytest.mark.parametrize("changes", [{}, {"closes_at": None}, {"cpv": []}, {"closes_at": NOW}])
def test_both_are_valid_under_the_profile_and_pass_the_offline_check(changes: dict[str, Any]) -> None:
    releases = [
        release_of(an_engagement(**changes)),
        published(engagement_id=ENGAGEMENT, unannounced_because="Urgent."),
    ]
    validator = Draft4Validator(profile(), format_checker=FormatChecker())
    assert [error.message for release in releases for error in validator.iter_errors(release)] == []
    assert ocds_problems(releases) == []

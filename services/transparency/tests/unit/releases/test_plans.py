"""Plans as OCDS planning releases, and the one record of a procurement that began with a plan."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from services.transparency.tests.builders import COUNCIL, NOW, a_procedure
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import PlanAnnounced, PlanPublished, PlanWithdrawn
from transparency.publication.consumers import Publisher
from transparency.records.rules import compiled

PLAN = UUID(int=7)


def a_plan(stage: str) -> PlanAnnounced:
    return PlanAnnounced(
        plan_id=PLAN,
        buyer=COUNCIL,
        stage=stage,
        title="Homelessness alliance",
        description="Prevention and homes, together.",
        category="services",
        regime="light_touch",
        cpv=["85311000"],
        value="2720000.50",
        tender_on=date(2026, 8, 17),
        starts_on=date(2027, 1, 1),
        ends_on=date(2029, 12, 31),
    )


def announced(stage: str, days: int, **changes: Any) -> PlanPublished:
    return PlanPublished(
        occurred_at=NOW - timedelta(days=days), entity=PLAN, entity_version=1, plan=a_plan(stage), **changes
    )


def releases_of(*events: Event) -> list[dict[str, Any]]:
    known = Publisher("ocds-213czf").handlers()
    return [json.loads(row["text"]) for event in events for _, row in known[type(event)](event)]  # type: ignore[misc]


STAGES = [("pipeline", "UK1", "planning"), ("planned", "UK3", "planned")]


@pytest.mark.parametrize(("stage", "notice", "status"), STAGES)
def test_a_plan_is_a_planning_release_with_its_notice(stage: str, notice: str, status: str) -> None:
    [release] = releases = releases_of(announced(stage, 60))
    assert ocds_problems(releases) == []
    [document] = release["planning"]["documents"]
    assert (document["documentType"], document["noticeType"]) == ("plannedProcurementNotice", notice)
    assert (release["tag"], release["tender"]["status"]) == (["planning"], status)
    assert release["tender"]["communication"]["futureNoticeDate"] == "2026-08-17T00:00:00+01:00"


def test_a_procurement_that_began_with_a_plan_is_one_record_from_the_pipeline_to_the_end() -> None:
    procedure = [
        each.model_copy(update={"notice": each.notice.model_copy(update={"plan_id": PLAN})}) for each in a_procedure()
    ]
    releases = releases_of(announced("pipeline", 200), announced("planned", 60, restated=True), *procedure)
    assert ocds_problems(releases) == []
    assert {release["ocid"] for release in releases} == {f"ocds-213czf-{PLAN}"}
    assert [release["tag"][0] for release in releases[:3]] == ["planning", "planningUpdate", "tender"]
    record = compiled(releases)
    assert ocds_problems([record]) == []
    told = [document["noticeType"] for document in record["planning"]["documents"] + record["tender"]["documents"]]
    assert told == ["UK1", "UK3", "UK4"]
    assert (record["tender"]["status"], record["contracts"][0]["status"]) == ("complete", "terminated")
    assert [item["relatedLot"] for item in record["tender"]["items"]] == [lot["id"] for lot in record["tender"]["lots"]]


def test_a_plan_that_is_withdrawn_says_why() -> None:
    gone = PlanWithdrawn(occurred_at=NOW, entity=PLAN, entity_version=2, plan=a_plan("withdrawn"), reason="No money.")
    releases = releases_of(announced("planned", 60), gone)
    assert ocds_problems(releases) == []
    tender = compiled(releases)["tender"]
    assert (tender["status"], tender["statusDetails"]) == ("withdrawn", "No money.")

"""What a running contract publishes, as OCDS 1.1.5 in the profile of Find a Tender, and the record that it comes to."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ocdsmerge import Merger
from services.transparency.tests.builders import CONTRACT, NOW, a_procedure, an_agreement, an_announcement
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import (
    Amendment,
    BreachFacts,
    BreachPublished,
    ContractAmended,
    ContractChangeAnnounced,
    ContractDocumentPublished,
    DisputeDecided,
    IndicatorAgreed,
    IndicatorRated,
    IndicatorsAgreed,
    PerformanceAssessed,
    RedactionTold,
)
from transparency.delivery.consumers import Delivery
from transparency.publication.consumers import Publisher
from transparency.records.rules import compiled
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.rules import profile

QUICKLY = IndicatorAgreed(
    indicator_id=UUID(int=41),
    reference="kpi-1",
    title="People accommodated within 7 days",
    unit="percent",
    direction="higher_is_better",
    target="90",
)


def releases_of(*events: Event) -> list[dict[str, Any]]:
    known = {**Publisher("ocds-213czf").handlers(), **Delivery(Imprint("ocds-213czf")).handlers()}
    rows = [values for event in events for _, values in known[type(event)](event)]  # type: ignore[misc]
    return [json.loads(row["text"]) for row in rows]


def told(days: int, **changes: Any) -> dict[str, Any]:
    """What all these events have in common."""
    when = NOW + timedelta(days=days)
    return {"occurred_at": when, "entity": CONTRACT, "notice": an_announcement(), "contract": an_agreement(), **changes}


def assessed(year: int, actual: str, pct: str, rating: str) -> PerformanceAssessed:
    return PerformanceAssessed(
        **told(365 * year),
        assessment_id=UUID(int=50 + year),
        first=date(2026 + year, 1, 1),
        last=date(2026 + year, 12, 31),
        is_statutory=True,
        results=[IndicatorRated(indicator=QUICKLY, actual=actual, attainment_pct=pct, rating=rating)],
    )


def a_breach(**changes: Any) -> BreachPublished:
    facts: dict[str, Any] = {
        "breach_id": UUID(int=80),
        "consequence": "settlement",
        "requirement": "A worker meets every person on the day they arrive.",
        "description": "From June to August nobody was met at weekends.",
        "decided_on": date(2028, 3, 1),
        "due_on": date(2028, 3, 30),
        "is_statutory": True,
        "value": "12000.00",
    }
    return BreachPublished(**told(500), breach=BreachFacts(**facts | changes))


def a_course() -> list[Any]:
    """Measured, assessed twice, to be changed, changed as announced, and ended."""
    *procedure, _, ended = a_procedure()
    grown = an_agreement(value="2900000.00", ends_on=date(2029, 6, 30))
    change = {"value": "2900000.00", "ends_on": date(2029, 6, 30), "ground": "unforeseeable"}
    made = Amendment(number=1, rationale="A third house opened.", amended_at=NOW + timedelta(days=800))
    announced = ContractChangeAnnounced(
        **told(780), modification_id=UUID(int=60), rationale="A third house is to open.", **change
    )
    ended = ended.model_copy(update={"ground": "expiry"})
    return [
        *procedure,
        IndicatorsAgreed(**told(80), indicators=[QUICKLY]),
        assessed(1, "86.4", "96.0000", "Approaching target"),
        assessed(2, "60", "66.6667", "Inadequate"),
        announced,
        ContractDocumentPublished(
            **told(790),
            document_id=UUID(int=70),
            sha256="a" * 64,
            title="The contract",
            kind="contractSigned",
            redactions=[RedactionTold(place="Schedule 3", code="sensitive_commercial", until=date(2029, 3, 31))],
            replaces=None,
        ),
        ContractAmended(**told(800, contract=grown), amendment=made, announced=True),
        ended,
    ]


def test_each_step_has_its_notice_and_tag() -> None:
    agreed, first, _, announced, document, amended, ended = releases_of(*a_course())[3:]
    assert (agreed["tag"], "documents" in agreed["contracts"][0]) == (["contractUpdate"], False)
    [notice] = first["contracts"][0]["implementation"]["documents"]
    assert (first["tag"], notice["noticeType"], notice["documentType"]) == (
        ["implementation"],
        "UK9",
        "implementationNotice",
    )
    found = [(each["tag"], each["contracts"][0]["documents"][0]["noticeType"]) for each in (announced, amended, ended)]
    assert document["contracts"][0]["documents"][0]["documentType"] == "contractSigned"
    assert found == [(["contractAmendment"], "UK10"), (["contractUpdate"], "UK7"), (["contractTermination"], "UK11")]


def test_every_release_and_their_record_pass_the_standards_own_check() -> None:
    releases = releases_of(*a_course())
    assert ocds_problems(releases) == []
    record = compiled(releases)
    assert ocds_problems([record]) == []
    assert record == Merger(profile()).create_compiled_release(releases)


def test_an_announced_change_leaves_the_value_until_it_is_made_and_the_record_restates_it_then() -> None:
    releases = releases_of(*a_course())
    [before] = compiled(releases[:-3])["contracts"]
    [after] = compiled(releases)["contracts"]
    assert before["value"]["amount"] == 2600000
    assert before["proposedAmendments"][0]["value"]["amount"] == 2900000
    assert (after["value"]["amount"], after["period"]["endDate"]) == (2900000, "2029-06-30T23:59:59+01:00")
    assert [each.get("noticeType") for each in after["documents"]] == ["UK7", "UK10", None, "UK7", "UK11"]
    assert after["terminationRationaleClassifications"][0]["id"] == "expiry"


def test_the_record_keeps_every_years_rating_beside_the_target() -> None:
    [contract] = compiled(releases_of(*a_course()))["contracts"]
    [target] = contract["agreedMetrics"][0]["observations"]
    years = contract["implementation"]["metrics"][0]["observations"]
    assert (target["measure"], target["unit"]) == (90, {"name": "percent"})
    assert [(each["measure"], each["measureClassification"]["description"]) for each in years] == [
        (86.4, "Approaching target"),
        (60, "Inadequate"),
    ]
    assert years[1]["measureClassification"]["id"] == "inadequate"
    assert years[0]["notes"] == "Attainment: 96 per cent."


def test_the_contract_details_carry_the_indicators_or_why_none_fit() -> None:
    *_, signed, amended, _ = a_procedure()
    measured = signed.model_copy(update={"indicators": [QUICKLY]})
    excused = signed.model_copy(update={"no_indicators_because": "A single handover."})
    for event, name, other in (
        (measured, "agreedMetrics", "noAgreedMetricsRationale"),
        (excused, "noAgreedMetricsRationale", "agreedMetrics"),
    ):
        releases = releases_of(event, amended)
        assert ocds_problems([compiled(releases)]) == []
        [contract] = releases[0]["contracts"]
        assert contract["documents"][0]["noticeType"] == "UK7"
        assert (name in contract, other in contract) == (True, False)
        assert compiled(releases)["contracts"][0][name] == contract[name]


def test_the_places_that_a_contract_covers_stand_with_what_is_delivered_there() -> None:
    *_, signed, _, _ = a_procedure()
    covering = signed.contract.model_copy(update={"places": ["Northbridge", "Millfield"]})
    [release] = releases_of(signed.model_copy(update={"contract": covering}))
    assert ocds_problems([release]) == []
    for item in release["contracts"][0]["items"]:
        assert [each["locality"] for each in item["deliveryAddresses"]] == ["Northbridge", "Millfield"]


def test_whom_a_contract_is_for_stands_beside_the_codes_of_what_is_delivered() -> None:
    *_, signed, _, _ = a_procedure()
    whom = ["People who sleep rough", "Young people who leave care"]
    meant = signed.contract.model_copy(update={"beneficiaries": [*whom, whom[0]]})
    event = signed.model_copy(update={"contract": meant})
    [release] = releases_of(event)
    assert ocds_problems([release]) == []
    for item in release["contracts"][0]["items"]:
        first, *others = item["additionalClassifications"]
        assert first["scheme"] == "CPV"
        assert [(each["scheme"], each["id"], each["description"]) for each in others] == [
            ("x_beneficiaries", "people-who-sleep-rough", whom[0]),
            ("x_beneficiaries", "young-people-who-leave-care", whom[1]),
        ]
    [plain] = releases_of(signed)
    assert all(len(item["additionalClassifications"]) == 1 for item in plain["contracts"][0]["items"])


def test_a_rebuild_writes_the_same_bytes() -> None:
    course = a_course()
    again = [type(event).model_validate_json(event.model_dump_json()) for event in course]
    assert releases_of(*again) == releases_of(*course)


def test_a_breach_is_told_as_a_performance_notice_and_stands_in_the_record_beside_the_ratings() -> None:
    course = a_course()
    unimproved = a_breach(breach_id=UUID(int=81), consequence="no_improvement", value=None)
    releases = releases_of(*course[:6], a_breach(), unimproved, *course[6:])
    assert ocds_problems(releases) == []
    record = compiled(releases)
    assert ocds_problems([record]) == []
    [contract] = record["contracts"]
    settled, lasting = contract["implementation"]["performanceFailures"]
    assert (settled["penaltyValue"], settled["penaltyType"]) == ({"amount": 12000, "currency": "GBP"}, "negotiated")
    assert settled["penaltyDate"] == lasting["decisionDate"] == "2028-03-01T00:00:00+00:00"
    assert {"penaltyDate", "penaltyType"}.isdisjoint(lasting)
    assert len(contract["implementation"]["metrics"][0]["observations"]) == 2
    assert [each["noticeType"] for each in contract["implementation"]["documents"]].count("UK9") == 4


def decided(assessment: PerformanceAssessed, outcome: str, **changes: Any) -> DisputeDecided:
    """What the supplier held against an assessment is decided a month later."""
    facts = {name: getattr(assessment, name) for name in ("notice", "contract", "first", "last", "results")}
    return DisputeDecided(
        occurred_at=assessment.occurred_at + timedelta(days=30),
        entity=CONTRACT,
        contract_id=CONTRACT,
        notice_id=assessment.notice.notice_id,
        assessment_id=assessment.assessment_id,
        supplier=assessment.contract.award.suppliers[0],
        outcome=outcome,
        reason="Sundays were left out.",
        **facts | changes,
    )


def test_an_assessment_that_is_set_aside_has_no_rating_in_the_record_and_says_why() -> None:
    course = a_course()
    _, second = (each for each in course if isinstance(each, PerformanceAssessed))
    releases = releases_of(*course[:6], decided(second, "set_aside"), *course[6:])
    assert releases[6]["tag"] == ["implementationUpdate"]
    assert ocds_problems(releases) == []
    record = compiled(releases)
    assert ocds_problems([record]) == []
    kept, gone = record["contracts"][0]["implementation"]["metrics"][0]["observations"]
    assert kept["measureClassification"]["description"] == "Approaching target"
    assert (gone["measureClassification"]["id"], gone["measureClassification"]["description"]) == ("other", "Set aside")
    assert gone["notes"] == "Set aside after a dispute: Sundays were left out."
    assert gone["period"]["endDate"].startswith(second.last.isoformat())


def test_an_assessment_that_stands_is_not_told_again_nor_one_from_before_disputes_were_told_whole() -> None:
    made = assessed(1, "86.4", "96.0000", "Approaching target")
    before: dict[str, Any] = {"notice": None, "contract": None, "first": None, "last": None, "results": []}
    assert releases_of(decided(made, "stands"), decided(made, "set_aside").model_copy(update=before)) == []

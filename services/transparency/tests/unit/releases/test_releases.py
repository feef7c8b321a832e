"""Each public step of a procedure, as OCDS 1.1.5 in the profile of Find a Tender."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from jsonschema import Draft4Validator, FormatChecker
from ocdsmerge import Merger
from services.transparency.tests.builders import (
    CHARITY,
    LOT,
    NEIGHBOURS,
    NOTICE,
    NOW,
    a_cancellation,
    a_decision,
    a_procedure,
    an_amended_notice,
    an_announcement,
)
from services.transparency.tests.checks import ocds_problems

from events import Event
from events.tendering import FrameworkAnnounced, FrameworkNamed, ItemAnnounced, LotAnnounced
from transparency.publication.consumers import Publisher
from transparency.records.rules import Unmergeable, compiled
from transparency.releases.rules import canonical, profile
from transparency.releases.schemas.words import instant

PREFIX = "ocds-213czf"
OCID = f"{PREFIX}-{NOTICE}"


def rows_of(*events: Event) -> list[dict[str, Any]]:
    known = Publisher(PREFIX).handlers()
    return [dict(values) for event in events for _, values in known[type(event)](event)]  # type: ignore[misc]


def releases_of(*events: Event) -> list[dict[str, Any]]:
    return [json.loads(row["text"]) for row in rows_of(*events)]


def test_every_step_is_a_release_of_one_process_with_its_notice_and_tag() -> None:
    published, awarded, signed, amended, ended = releases = releases_of(*a_procedure())
    assert {release["ocid"] for release in releases} == {OCID}
    assert len({release["id"] for release in releases}) == 5
    told = [
        (published["tag"], published["tender"]["documents"][0]["noticeType"]),
        (awarded["tag"], awarded["awards"][0]["documents"][0]["noticeType"]),
        *((it["tag"], it["contracts"][0]["documents"][0]["noticeType"]) for it in (signed, amended, ended)),
    ]
    assert told == [
        (["tender"], "UK4"),
        (["award"], "UK6"),
        (["award", "contract"], "UK7"),
        (["contractAmendment"], "UK10"),
        (["contractTermination"], "UK11"),
    ]


def test_every_release_is_valid_under_the_profile_and_every_reference_finds_its_party() -> None:
    releases = releases_of(*a_procedure(), a_cancellation())
    validator = Draft4Validator(profile(), format_checker=FormatChecker())
    assert [error.message for release in releases for error in validator.iter_errors(release)] == []
    assert ocds_problems(releases) == []


def test_a_notice_says_what_is_bought_for_how_much_and_how_bids_are_judged() -> None:
    [release] = releases_of(a_procedure()[0])
    tender = release["tender"]
    assert tender["value"] == {"amount": 2720000.5, "currency": "GBP"}
    assert tender["tenderPeriod"]["endDate"] == "2026-09-28T09:00:00.000Z"
    prevention = tender["lots"][0]
    assert prevention["value"]["amount"] == 1800000
    assert isinstance(prevention["value"]["amount"], int)
    assert prevention["contractPeriod"] == {
        "startDate": "2027-01-01T00:00:00+00:00",
        "endDate": "2028-06-30T23:59:59+01:00",
    }
    assert [(it["type"], it["numbers"][0]["number"]) for it in prevention["awardCriteria"]["criteria"]] == [
        ("price", 30),
        ("quality", 70),
    ]


def test_an_organisation_is_published_under_its_first_org_id_or_else_under_the_platforms_own_scheme() -> None:
    release = releases_of(a_procedure()[1])[0]
    charity = next(party for party in release["parties"] if party["name"] == CHARITY.name)
    assert charity["id"] == "GB-CHC-1090095"
    assert charity["identifier"] == {"scheme": "GB-CHC", "id": "1090095", "legalName": CHARITY.name}
    assert charity["additionalIdentifiers"] == [{"scheme": "GB-COH", "id": "09506232"}]
    neighbours = next(party for party in release["parties"] if party["name"] == NEIGHBOURS.name)
    assert neighbours["id"] == f"COMMONWEAL-{NEIGHBOURS.id}"


def test_a_buyer_that_also_supplies_is_one_party_with_two_roles() -> None:
    event = a_procedure()[1]
    in_house = event.model_copy(update={"award": a_decision(suppliers=[event.notice.buyer])})
    [release] = releases_of(in_house)
    assert [party["roles"] for party in release["parties"]] == [["buyer", "supplier"]]


def test_an_award_of_some_lots_leaves_the_rest_of_the_procurement_open() -> None:
    event = a_procedure()[1]
    [partly] = releases_of(event.model_copy(update={"award": a_decision(lot_ids=[LOT])}))
    assert "status" not in partly["tender"]
    assert partly["tender"]["lots"] == [{"id": str(LOT), "status": "complete"}]
    assert releases_of(event)[0]["tender"]["status"] == "complete"


def test_a_contract_cut_short_and_one_that_ran_its_course_both_end_with_uk11() -> None:
    ended = a_procedure()[-1]
    terminated = ended.model_copy(update={"contract": ended.contract.model_copy(update={"status": "terminated"})})
    for event in (ended, terminated):
        [release] = releases_of(event)
        assert release["contracts"][0]["status"] == "terminated"
        assert release["contracts"][0]["implementation"]["endDate"] == "2029-06-30T23:59:59+01:00"


def test_the_record_shows_the_amended_value_and_keeps_the_amendment() -> None:
    record = compiled(releases_of(*a_procedure()))
    [contract] = record["contracts"]
    assert contract["value"]["amount"] == 2900000
    assert contract["period"]["endDate"] == "2029-06-30T23:59:59+01:00"
    assert [change["rationale"] for change in contract["amendments"]] == ["A third house opened."]
    assert [document["noticeType"] for document in contract["documents"]] == ["UK7", "UK10", "UK11"]
    assert (record["tender"]["status"], record["awards"][0]["status"]) == ("complete", "active")
    assert record["tag"] == ["compiled"]


def test_our_record_is_what_ocdsmerge_makes_of_our_releases_in_any_order() -> None:
    releases = releases_of(*a_procedure())
    reference = Merger(profile()).create_compiled_release(releases[::-1])
    assert compiled(releases) == reference
    assert ocds_problems([reference]) == []


def test_dates_sort_as_text_as_they_follow_in_time() -> None:
    notice = a_procedure()[0]
    moments = [NOW, NOW + timedelta(microseconds=500_000), NOW + timedelta(seconds=1)]
    dates = [releases_of(notice.model_copy(update={"occurred_at": moment}))[0]["date"] for moment in moments]
    assert sorted(dates) == dates


def test_a_rebuild_writes_the_same_bytes() -> None:
    events = [*a_procedure(), a_cancellation()]
    again = [type(event).model_validate_json(event.model_dump_json()) for event in events]
    assert rows_of(*events) == rows_of(*again)
    for row in rows_of(*events):
        assert canonical(json.loads(row["text"])) == row["text"]


def test_a_release_can_be_found_by_the_buyers_id_and_by_each_of_its_org_ids() -> None:
    [row] = rows_of(a_procedure()[0])
    assert row["buyers"] == [str(UUID(int=21)), "GB-LAE-NBR", "GB-PPON-PDTL-7248-GWZW"]


def test_releases_that_contradict_each_other_in_kind_do_not_merge() -> None:
    with pytest.raises(Unmergeable):
        compiled(
            [
                {"ocid": "a", "date": "2026-01-01T00:00:00Z", "tender": {"id": 1}},
                {"ocid": "a", "date": "2026-01-02T00:00:00Z", "tender": [{"id": 1}]},
            ]
        )


def test_an_amended_notice_is_published_whole_with_what_changed_and_the_record_shows_it_as_it_stands() -> None:
    later = NOW + timedelta(days=90)
    releases = releases_of(a_procedure()[0], an_amended_notice(closes_at=later))
    assert ocds_problems(releases) == []
    assert releases[1]["tag"] == ["tenderAmendment"]
    tender = compiled(releases)["tender"]
    assert tender["tenderPeriod"]["endDate"] == instant(later)
    [change] = tender["amendments"]
    assert (change["rationale"], change["releaseID"]) == ("Bidders asked.", releases[1]["id"])
    assert "1" * 64 in change["description"]


def test_a_lot_is_published_with_its_items_renewals_and_options_and_the_notice_with_what_else_it_declares() -> None:
    lot = LotAnnounced(
        id=LOT,
        title="Homes",
        value="90000.00",
        ends_on=date(2030, 3, 31),
        extension_months=24,
        renewal="Once, for two years.",
        options="Ten more homes.",
        items=[ItemAnnounced(cpv="85320000", description="Homes", quantity="120.5", unit="home")],
    )
    declared = {"recall_clause": "Users may recall.", "past_performance": ["user_ratings"], "regime": "light_touch"}
    notice = an_announcement(lots=[lot], above_threshold=False, **declared)
    [release] = releases = releases_of(a_procedure()[0].model_copy(update={"notice": notice}))
    assert ocds_problems(releases) == []
    tender = release["tender"]
    [shown] = tender["lots"]
    assert shown["contractPeriod"]["maxExtentDate"] == "2032-03-31T23:59:59+01:00"
    assert (shown["hasRenewal"], shown["renewal"]) == (True, {"description": "Once, for two years."})
    assert (shown["hasOptions"], shown["options"]) == (True, {"description": "Ten more homes."})
    [item] = tender["items"]
    assert (item["quantity"], item["unit"], item["relatedLot"]) == (120.5, {"name": "home"}, str(LOT))
    assert (tender["aboveThreshold"], tender["specialRegime"]) == (False, ["lightTouch"])
    assert tender["procurementMethodDetails"] == "Below threshold - open procedure"
    assert tender["contractTerms"] == {"performanceTerms": "Users may recall."}
    assert "user ratings" in tender["awardCriteriaDetails"]


def test_a_framework_is_published_with_how_contracts_are_called_off() -> None:
    agreed = FrameworkAnnounced(call_off="with_competition", maximum_suppliers=3, is_open=True)
    notice = an_announcement(framework=agreed)
    [release] = releases = releases_of(a_procedure()[0].model_copy(update={"notice": notice}))
    assert ocds_problems(releases) == []
    techniques = release["tender"]["techniques"]
    framework = techniques["frameworkAgreement"]
    assert techniques["hasFrameworkAgreement"]
    assert (framework["method"], framework["maximumParticipants"]) == ("withReopeningCompetition", 3)
    assert framework["period"] == {"startDate": "2027-01-01T00:00:00+00:00", "endDate": "2028-06-30T23:59:59+01:00"}


def test_what_is_called_off_names_its_framework_in_each_release_and_owes_no_tender_notice() -> None:
    under = FrameworkNamed(framework_id=uuid4(), lot_id=uuid4(), procurement_id=uuid4())
    notice = an_announcement(under=under, procedure="mini_competition")
    releases = releases_of(*(each.model_copy(update={"notice": notice}) for each in a_procedure()))
    assert ocds_problems(releases) == []
    related = {"id": "framework", "relationship": ["framework"], "scheme": "ocid"}
    assert [each["relatedProcesses"] for each in releases] == [
        [related | {"identifier": f"{PREFIX}-{under.procurement_id}"}]
    ] * len(releases)
    assert "documents" not in releases[0]["tender"]
    assert releases[1]["awards"][0]["documents"][0]["noticeType"] == "UK6"
    assert releases[2]["contracts"][0]["documents"][0]["noticeType"] == "UK7"


def test_another_round_of_an_open_framework_names_the_round_that_it_replaces() -> None:
    earlier = uuid4()
    notice = an_announcement(reopens_id=uuid4(), prior_id=earlier)
    releases = releases_of(*(each.model_copy(update={"notice": notice}) for each in a_procedure()))
    assert ocds_problems(releases) == []
    prior = {"id": "prior", "relationship": ["prior"], "scheme": "ocid", "identifier": f"{PREFIX}-{earlier}"}
    assert [each["relatedProcesses"] for each in releases] == [[prior]] * len(releases)


def test_what_is_called_off_without_competition_is_first_told_of_by_its_award() -> None:
    under = FrameworkNamed(framework_id=uuid4(), lot_id=uuid4(), procurement_id=uuid4())
    notice = an_announcement(under=under, procedure="direct_call_off", criteria=[])
    releases = releases_of(*(each.model_copy(update={"notice": notice}) for each in a_procedure()))
    assert ocds_problems(releases) == []
    awarded = releases[0]
    assert (awarded["tag"], awarded["tender"]["procurementMethod"]) == (["award"], "direct")
    assert (awarded["tender"]["status"], "bids" in awarded) == ("complete", False)


def test_a_notice_under_a_dynamic_market_names_it_and_whose_members_bid() -> None:
    market = uuid4()
    notice = an_announcement(market_id=market, market_part="North", procedure="competitive_flexible")
    [release] = releases = releases_of(a_procedure()[0].model_copy(update={"notice": notice}))
    assert ocds_problems(releases) == []
    assert release["relatedProcesses"] == [
        {"id": "market", "relationship": ["framework"], "scheme": "ocid", "identifier": f"{PREFIX}-{market}"}
    ]
    assert "the part 'North'" in release["tender"]["eligibilityCriteria"]

"""Each class by its own rule: what proves it, what does not, and where its limits are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from services.registry.tests.builders import a_fact
from services.registry.tests.unit.classification.strategies import TODAY

from registry.catalogue.domain import Value
from registry.classification.domain import Verdict
from registry.classification.rules import by_label, judged
from registry.evidence.domain import Evidence

ALL_ICA = {
    f"ica_{name}": True
    for name in (
        "open_membership",
        "democratic_control",
        "member_economic_participation",
        "autonomy",
        "education",
        "co_operation",
        "concern_for_community",
    )
}
MUTUAL = (
    "public_services_mainly_reservable",
    "not_for_profit_or_member_only_profit",
    "employee_management_and_control",
)
LOCKED_BY_LAW = {"profit_distribution": "barred_by_law", "dissolution_lock": "statutory"}


def evidence(facts: Mapping[str, Value]) -> Evidence:
    return Evidence(TODAY, tuple(a_fact(name, value) for name, value in facts.items()))


def verdict(label: str, facts: Mapping[str, Value], **options: Any) -> Verdict:
    return by_label(judged(evidence(facts), **options))[label]


def is_(label: str, **facts: Value) -> str:
    return verdict(label, facts).word


@pytest.mark.parametrize(
    ("headcount", "turnover", "balance", "expected"),
    [
        (249, "44000000.00", None, "yes"),
        (250, "44000000.00", "1.00", "no"),
        (249, "44000000.01", "38000000.00", "yes"),
        (249, "44000000.01", "38000000.01", "no"),
        (249, "44000000.01", None, "unknown"),
        (250, None, None, "no"),
        (None, "1.00", "1.00", "unknown"),
        (None, "44000000.01", "38000000.01", "no"),
    ],
)
def test_small_and_medium_sized_by_group(
    headcount: int | None, turnover: str | None, balance: str | None, expected: str
) -> None:
    given = {"group_headcount": headcount, "group_turnover": turnover, "group_balance_sheet": balance}
    assert verdict("sme", {name: value for name, value in given.items() if value is not None}).word == expected


@pytest.mark.parametrize(
    ("users", "members", "led", "tier", "share"),
    [
        (4, 8, "no", "no", "50"),
        (5, 8, "yes", "no", "62.5"),
        (6, 8, "yes", "yes", "75"),
        (5, 7, "yes", "no", "71.4286"),
        (0, 7, "no", "no", "0"),
        (0, 0, "unknown", "unknown", None),
        (2, 3, "yes", "no", "66.6667"),
    ],
)
def test_user_led_over_half_and_the_upper_tier_from_three_quarters(
    users: int, members: int, led: str, tier: str, share: str | None
) -> None:
    facts = {"board_members": members, "board_members_users": users}
    assert (verdict("user_led", facts).word, verdict("user_led_75", facts).word) == (led, tier)
    assert verdict("user_led", facts).value == share


@pytest.mark.parametrize(
    ("profit", "lock", "grade", "word"),
    [
        ("free", "statutory", "N0", "no"),
        ("free", None, "N0", "no"),
        ("capped", None, "N1", "no"),
        ("capped", "statutory", "N1", "no"),
        ("barred_by_law", "statutory", "N3", "yes"),
        ("barred_by_law", "constitutional", "N2", "yes"),
        ("barred_by_articles", "statutory", "N2", "yes"),
        ("barred_by_articles", "none", "N1", "no"),
        ("barred_by_law", "none", "N1", "no"),
        ("barred_by_law", None, "NX", "unknown"),
        (None, "statutory", "NX", "unknown"),
        (None, None, "NX", "unknown"),
    ],
)
def test_the_not_for_profit_grade(profit: str | None, lock: str | None, grade: str, word: str) -> None:
    given = {"profit_distribution": profit, "dissolution_lock": lock}
    found = verdict("not_for_profit_grade", {name: value for name, value in given.items() if value is not None})
    assert (found.value, found.word) == (grade, word)


@pytest.mark.parametrize(
    ("conduct", "grade", "kept"),
    [
        ({"distributions_last_3_accounts": "within_cap"}, "N2", "no"),
        ({"free_of_for_profit_majority": False}, "N2", "no"),
        ({"related_party_payments": "5.01", "turnover": "100.00"}, "N3", "unknown"),
        (
            {
                "related_party_payments": "5.01",
                "turnover": "100.00",
                "related_party_payments_independently_valued": False,
            },
            "N2",
            "no",
        ),
        (
            {
                "related_party_payments": "5.00",
                "turnover": "100.00",
                "distributions_last_3_accounts": "none",
                "free_of_for_profit_majority": True,
            },
            "N3",
            "yes",
        ),
    ],
)
def test_conduct_beyond_its_grade_lowers_it_by_one(conduct: dict[str, Value], grade: str, kept: str) -> None:
    facts = {**LOCKED_BY_LAW, **conduct}
    lowered = verdict("not_for_profit_grade", facts)
    assert (lowered.value, verdict("conduct_within_grade", facts).word) == (grade, kept)
    assert {fact.name for fact in lowered.facts_used} >= (set(conduct) if kept == "no" else set())
    assert verdict("not_for_profit_grade", facts, conduct_counts=False).value == "N3"


def test_a_co_operative_is_registered_so_or_keeps_all_seven_principles() -> None:
    assert is_("co_operative", mutual_kind="co_operative") == "yes"
    assert is_("co_operative", mutual_kind="pre_2014_society") == "unknown"
    assert is_("co_operative", mutual_kind="community_benefit_society") == "unknown"
    assert is_("co_operative", **ALL_ICA) == "yes"
    assert is_("co_operative", **{**ALL_ICA, "ica_education": False}, mutual_kind="credit_union") == "no"


def test_a_society_of_before_2014_may_be_of_either_kind() -> None:
    found = verdict("community_benefit_society", {"mutual_kind": "pre_2014_society"})
    assert (found.word, found.missing) == ("unknown", ("mutual_kind",))


def test_a_charity_is_registered_and_a_removed_one_is_none() -> None:
    assert is_("charity", charity_registration="registered") == "yes"
    assert is_("charity", charity_registration="removed") == "no"
    assert is_("charity", company_category="PRI/LTD BY GUAR/NSC") == "unknown"


def test_who_is_said_to_be_a_charity_and_a_community_interest_company_is_neither_until_settled() -> None:
    both: dict[str, Value] = {"charity_registration": "registered", "community_interest_company": True}
    assert verdict("charity", both).word == verdict("community_interest_company", both).word == "unknown"
    assert verdict("charity", both).missing == ("charity_registration",)


def test_a_community_interest_company_would_have_to_stop_being_one_to_be_a_charity() -> None:
    flip = verdict("charity", {"community_interest_company": True}).flip
    assert flip is not None
    assert str(flip) == "It would be yes if charity_registration is registered and community_interest_company is false."


@pytest.mark.parametrize("limb", MUTUAL)
def test_a_public_service_mutual_needs_all_three_limbs(limb: str) -> None:
    all_three: dict[str, Value] = dict.fromkeys(MUTUAL, True)
    assert verdict("public_service_mutual", all_three).word == "yes"
    assert verdict("public_service_mutual", {**all_three, limb: False}).word == "no"
    del all_three[limb]
    assert verdict("public_service_mutual", all_three).missing == (limb,)
    assert verdict("public_service_mutual", {limb: False}).word == "no"


@pytest.mark.parametrize(("people", "expected"), [(30, "yes"), (29, "no")])
def test_supported_employment_begins_at_thirty_in_a_hundred(people: int, expected: str) -> None:
    facts = {"employment_support": True, "workforce": 100, "workforce_disabled_or_disadvantaged": people}
    assert verdict("supported_employment_provider", facts).word == expected


def test_there_is_no_public_service_mutual_before_the_act_that_made_them() -> None:
    before, since = (by_label(judged(Evidence(date(2025, 2, day)))) for day in (23, 24))
    assert set(since) - set(before) == {"public_service_mutual", "supported_employment_provider"}


def test_local_is_local_to_an_area() -> None:
    sites: dict[str, Value] = {"operating_areas": "E06000015 E07000034"}
    assert verdict("local", sites).word == "unknown"
    assert verdict("local", sites, area="E06000015").word == "yes"
    assert verdict("local", sites, area="E06000016").word == "no"
    assert is_("local", substantive_site_in_area=True) == "yes"


def test_an_anchor_has_two_of_three_ties_to_its_place() -> None:
    assert is_("anchor", major_local_employer=True, fixed_local_asset=True) == "yes"
    assert is_("anchor", major_local_employer=True) == "unknown"
    assert is_("anchor", major_local_employer=False, fixed_local_asset=False) == "no"


def test_the_extractive_index_is_high_from_four_of_seven_points() -> None:
    three: dict[str, Value] = {
        "dissolution_lock": "none",
        "offshore_ultimate_parent": "undisclosed",
        "supplier_payment_days": "45.5",
    }
    rest: dict[str, Value] = {
        "shareholder_loan_interest": "5",
        "staff": 8,
        "staff_below_living_wage": 2,
        "dividends_over_3_years": "5.00",
        "retained_profit_over_3_years": "5.00",
        "dividends": "3.00",
        "offshore_related_party_charges": "0.00",
        "shareholder_interest": "0.00",
        "turnover": "100.00",
    }
    assert verdict("extractive_index_high", three).word == "unknown"
    assert verdict("extractive_index_high", {**three, **rest}).word == "no"
    for worse in ({"shareholder_loan_interest": "5.01"}, {"staff_below_living_wage": 3}, {"dividends": "3.01"}):
        assert verdict("extractive_index_high", {**three, **rest, **worse}).word == "yes"
    assert verdict("extractive_index_high", {**three, "retained_profit_over_3_years": "-1.00"}).word == "unknown"


def test_a_verdict_says_by_which_rule_from_which_facts_what_is_missing_and_what_would_turn_it() -> None:
    found = verdict("user_led", {"board_members": 8, "board_members_users": 4})
    assert (found.rule, found.version, found.basis) == ("classification.user_led", 1, "SEED")
    assert [(fact.name, fact.source) for fact in found.facts_used] == [
        ("board_members", "register"),
        ("board_members_users", "register"),
    ]
    assert str(found.flip) == "It would be yes if board_members_users is 5."
    assert found.expires_on == date(2027, 7, 15)
    assert verdict("user_led", {"board_members": 8}).missing == ("board_members_users",)

"""What a society's number says, and how Companies House writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.companies.rules import company_status, kind_by_number, may_mirror


@pytest.mark.parametrize(
    ("society", "kind"),
    [
        ("4748", ("co_operative", "series")),
        ("6999", ("co_operative", "series")),
        ("7000", ("community_benefit_society", "series")),
        ("9755", ("community_benefit_society", "series")),
        ("3999", (None, "series")),
        ("10000", (None, "series")),
        ("24524R", ("pre_2014_society", "suffix")),
        ("2596RS", ("pre_2014_society", "suffix")),
        ("172IP", ("pre_2014_society", "suffix")),
        ("631C", ("credit_union", "suffix")),
        ("12CU", ("credit_union", "suffix")),
        ("129CUS", ("credit_union", "suffix")),
        ("10BNI", ("building_society", "suffix")),
        ("5MUD", ("friendly_society", "suffix")),
        ("20WS", ("working_mens_club", "suffix")),
        ("5BEN", (None, "suffix")),
        ("IP031455", (None, "number")),
    ],
)
def test_a_number_says_the_kind_by_its_suffix_or_else_by_its_series(society: str, kind: tuple[str | None, str]) -> None:
    assert kind_by_number(society) == kind


@pytest.mark.parametrize(
    ("society", "company"),
    [
        ("10002R", "IP10002R"),
        ("30753R", "RS030753"),
        ("4124", "RS004124"),
        ("9456", "RS09456Z"),
        ("1278RS", "SP1278RS"),
        ("174IP", "NP000174"),
        ("194CU", "NO000194"),
        ("22CUS", "SP0022CU"),
        ("129CUS", "RS00129S"),
        ("5BEN", "RS0005EN"),
    ],
)
def test_a_society_has_its_known_spellings_at_companies_house(society: str, company: str) -> None:
    assert may_mirror(society, company)


@pytest.mark.parametrize(
    ("society", "company"),
    [
        ("204IP", "IP0P204R"),
        ("10002R", "IP10003R"),
        ("10002R", "SP10002C"),
        ("4124", "IP04124R"),
        ("1278RS", "NP001278"),
        ("9456", "09456000"),
        ("9456", "00009456"),
    ],
)
def test_digits_alone_make_no_mirror(society: str, company: str) -> None:
    assert not may_mirror(society, company)


@given(st.integers(1, 99999), st.integers(1, 99999), st.sampled_from(["R", "RS", "C", "", "W", "IP"]))
def test_another_number_is_never_a_mirror(one: int, other: int, suffix: str) -> None:
    assert may_mirror(f"{one}{suffix}", f"RS{other:06}") == (one == other)


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Active", "active"),
        ("ACTIVE", "active"),
        ("Active - Proposal to Strike off", "proposal_to_strike_off"),
        ("VOLUNTARY ARRANGEMENT / RECEIVER MANAGER", "voluntary_arrangement"),
        ("In Administration", "administration"),
        (" Liquidation", "liquidation"),
        ("Dissolved", "dissolved"),
        ("Something new", None),
        ("", None),
    ],
)
def test_a_status_is_read_whatever_its_case(printed: str, status: str | None) -> None:
    assert company_status(printed) == status

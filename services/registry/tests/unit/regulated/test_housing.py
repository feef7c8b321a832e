"""Registered providers of social housing, in each form of the list."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Detail, Link

PROVIDER = {"Registered Provider Name": "180 Housing Ltd", "RP Code": "4636", "Designation": "Profit"}
PROVIDER |= {"Registration Date": "2010-12-13", "Legal Entity": "Companies House Only"}
CODED = {"social-housing-provider-eng": "LH0391", "name": "A2Dominion Homes Limited", "organisation": ""}
CODED |= {"social-housing-provider-designation-eng": "1", "social-housing-provider-legal-entity-eng": "1,2"}
CODED |= {"start-date": "1975-08-12", "end-date": ""}


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize(
    ("stated", "proved"),
    [("Non-Profit", "non_profit"), ("Profit", "profit"), ("Local Authority", "local_authority")],
)
def test_a_row_proves_the_designation(separator: str, stated: str, proved: str) -> None:
    row = read(table(PROVIDER | {"Designation": stated}, separator=separator)).row()
    assert (str(row.org_id), row.proves) == ("GB-SHPE-4636", {"social_housing_designation": proved})


def test_the_newer_lists_are_read_too() -> None:
    cells = {"Organisation name": "180 Housing Ltd", "Registration number": "4636", "Registration date": "13/12/2010"}
    row = read(table(cells | {"Designation": "Non-profit", "Corporate form": "Company"})).row()
    assert (row.proves, str(row.founded)) == ({"social_housing_designation": "non_profit"}, "2010-12-13")


def test_a_designation_that_nobody_knows_is_rejected() -> None:
    assert read(table(PROVIDER | {"Designation": "Charity"})).refusals() == ["unknown_designation"]


@pytest.mark.parametrize(("code", "proved"), [("1", "non_profit"), ("2", "local_authority"), ("3", "profit")])
def test_the_coded_table_says_the_same(code: str, proved: str) -> None:
    row = read(table(CODED | {"social-housing-provider-designation-eng": code}, separator="\t"), "a.tsv").row()
    assert row.proves == {"social_housing_designation": proved}
    assert row.more["legal_entity"] == "Companies House & Charity Commission"


def test_a_provider_that_has_left_proves_nothing() -> None:
    assert read(table(CODED | {"end-date": "2015"}, separator="\t"), "a.tsv").row().proves == {}


def test_what_is_said_of_a_council_is_said_of_the_council() -> None:
    cells = {"social-housing-provider-eng": "45UB", "name": "", "organisation": "local-authority-eng:ADU"}
    council = CODED | cells | {"social-housing-provider-designation-eng": "2"}
    reading = read(table(council, separator="\t"), "a.tsv")
    (link,), (detail,) = reading.those(Link), reading.those(Detail)
    assert (str(link.start), str(link.end), str(detail.org_id)) == ("GB-SHPE-45UB", "GB-LAE-ADU", "GB-LAE-ADU")
    assert detail.proves == {"social_housing_designation": "local_authority"}


@pytest.mark.parametrize(
    ("company", "charity", "org_id", "linked"),
    [
        ("08604875", "", "GB-COH-08604875", ["GB-COH-08604875"]),
        ("03191544", "1056192", "GB-CHC-1056192", ["GB-COH-03191544", "GB-CHC-1056192"]),
        ("IP18313R", "", "", ["GB-COH-IP18313R"]),
        ("", "", "GB-LAE-ADU", ["GB-LAE-ADU"]),
    ],
)
def test_the_crosswalk_gives_a_provider_its_other_numbers(
    company: str, charity: str, org_id: str, linked: list[str]
) -> None:
    cells = {"RP Code": "A4036", "Company Number": company, "Charity Number": charity, "Org ID": org_id}
    assert [str(it.end) for it in read(table(cells)).those(Link)] == linked


@pytest.mark.parametrize(("org_id", "code"), [("", "no_counterpart"), ("GB-", "malformed_number")])
def test_a_provider_of_the_crosswalk_without_any_number_is_rejected(org_id: str, code: str) -> None:
    cells = {"RP Code": "H3779", "Company Number": "", "Charity Number": "", "Org ID": org_id}
    assert read(table(cells)).refusals() == [code]

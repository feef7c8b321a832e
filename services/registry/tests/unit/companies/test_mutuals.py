"""The Mutuals Public Register: its list, its crosswalk, its glossary."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Code, Link, Proved, RegisterRow, Standing

SOCIETY = {
    "Society Number": "4748",
    "Society Suffix": "",
    "Full Registation Number": "4748",
    "Society Name": "Green Bay Projects Limited",
    "Registered As": "Co-operative Society",
    "Society Address": "135 Lincoln Street\nNorwich",
    "Registration Date": "09/11/2020",
    "Deregistration Date": "",
    "Registration Act": "Co-operative and Community Benefit Societies Act 2014",
    "SIC code": "",
    "Reporting Classification": "",
    "Society Status": "Registered",
}


@pytest.mark.parametrize(
    ("registered_as", "proved"),
    [
        ("Co-operative Society", {"mutual_kind": "co_operative"}),
        ("Community Benefit Society", {"mutual_kind": "community_benefit_society"}),
        ("Working Men’s Club", {"mutual_kind": "working_mens_club"}),
        ("Credit Union", {"mutual_kind": "credit_union"}),
        ("Registered Society", {"mutual_kind": "pre_2014_society"}),
        ("Benevolent Society", {}),
        ("", {}),
    ],
)
def test_a_society_is_what_it_is_registered_as(registered_as: str, proved: Proved) -> None:
    assert read(table(SOCIETY | {"Registered As": registered_as})).row().proves == proved


@pytest.mark.parametrize("day", ["31/12/2023", "2023-12-31"])
def test_a_society_that_has_left_proves_nothing(day: str) -> None:
    row = read(table(SOCIETY | {"Society Status": "Deregistered", "Deregistration Date": day})).row()
    assert (row.standing, str(row.ended), row.proves) == (Standing.ENDED, "2023-12-31", {})


@pytest.mark.parametrize(
    ("number", "suffix", "full", "org_id"),
    [
        ("4748", "", "", "GB-MPR-4748"),
        ("24524", "R", "24524R", "GB-MPR-24524R"),
        ("172", "IP", "IP172", "GB-MPR-172IP"),
        ("24524R", "", "", "GB-MPR-24524R"),
        ("", "", "2596RS", "GB-MPR-2596RS"),
    ],
)
def test_number_and_suffix_make_one_number(number: str, suffix: str, full: str, org_id: str) -> None:
    cells = {"Society Number": number, "Society Suffix": suffix, "Full Registation Number": full}
    assert str(read(table(SOCIETY | cells)).row().org_id) == org_id


def test_the_crosswalk_links_a_society_with_each_of_its_mirrors() -> None:
    reading = read(
        "mutual_id,company_id,name\n"
        "GB-MPR-2CUS,GB-COH-IP002CUS,Newarthill Credit Union Limited\n"
        "GB-MPR-2CUS,GB-COH-SP002CUS,Newarthill Credit Union Limited\n"
    )
    assert [str(it.end) for it in reading.those(Link)] == ["GB-COH-IP002CUS", "GB-COH-SP002CUS"]
    assert {str(it.org_id): it.proves for it in reading.those(RegisterRow)} == {
        "GB-MPR-2CUS": {"mutual_kind": "credit_union"}
    }


def test_the_crosswalk_rejects_a_company_that_is_no_mirror_of_the_society() -> None:
    reading = read("mutual_id,company_id,name\nGB-MPR-204IP,GB-COH-IP0P204R,Coral Crescent\n")
    assert reading.refusals() == ["not_its_mirror"]


def test_the_row_of_the_list_stands_against_that_of_the_crosswalk() -> None:
    listed = read(table(SOCIETY)).row()
    crossed = read("mutual_id,company_id,name\nGB-MPR-4748,GB-COH-RS004748,Green Bay\n").those(RegisterRow)[0]
    assert listed.edition is not None
    assert crossed.edition is not None
    assert crossed.edition < listed.edition


def test_the_glossary_says_what_a_suffix_means_without_its_blanks() -> None:
    reading = read('Suffix/Prefix,Definition,Society Type\n"MUD ",Order – District,Friendly Society\nIP (prefix),A,B\n')
    assert [(it.code, it.more["called_prefix"]) for it in reading.those(Code)] == [("MUD", False), ("IP", True)]

"""Schools, the trusts behind academies, universities."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Link, LinkKind, Standing

SCHOOL = {
    "URN": "100492",
    "LA (code)": "207",
    "LA (name)": "Kensington and Chelsea",
    "EstablishmentName": "St Thomas’ CofE Primary School",
    "TypeOfEstablishment (code)": "02",
    "TypeOfEstablishment (name)": "Voluntary aided school",
    "EstablishmentTypeGroup (code)": "4",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1987",
    "CloseDate": "",
    "Trusts (code)": "",
    "UKPRN": "10079297",
    "Street": "Appleford Road",
    "Town": "London",
    "Postcode": "W10 5EF",
    "HeadFirstName": "Sarah",
    "HeadLastName": "Bouette",
    "DistrictAdministrative (code)": "E09000020",
}
TRUST = {
    "Group UID": "2053",
    "Group ID": "TR00008",
    "Group Name": "Academies Enterprise Trust",
    "Companies House Number": "06625091",
    "Group Type (code)": "06",
    "Group Type": "Multi-academy trust",
}


def test_a_school_is_read_with_its_area_and_without_its_head() -> None:
    row = read(table(SCHOOL).encode("cp1252")).row()
    assert (str(row.org_id), row.name, row.area) == ("GB-EDU-100492", "St Thomas’ CofE Primary School", "E09000020")
    assert (str(row.founded), row.address) == ("1987-09-01", "Appleford Road, London")
    assert "Bouette" not in repr(row)
    assert "Sarah" not in repr(row)
    assert [str(it.end) for it in row.links] == ["GB-UKPRN-10079297"]


@pytest.mark.parametrize(
    ("kind", "group", "status", "proved"),
    [
        ("02", "4", "1", "school"),
        ("2", "4", "3", "school"),
        ("02", "4", "2", None),
        ("02", "4", "4", None),
        ("07", "5", "1", "school"),  # a community special school
        ("08", "5", "1", None),  # a non-maintained special school
        ("34", "10", "1", None),  # an academy: its trust is the body
        ("35", "11", "1", None),
        ("11", "3", "1", None),  # an independent school
    ],
)
def test_an_open_maintained_school_is_a_public_body(kind: str, group: str, status: str, proved: str | None) -> None:
    cells = {"TypeOfEstablishment (code)": kind, "EstablishmentTypeGroup (code)": group}
    row = read(table(SCHOOL | cells | {"EstablishmentStatus (code)": status})).row()
    assert row.proves.get("public_body") == proved


def test_an_academy_is_run_by_its_trust() -> None:
    row = read(table(SCHOOL | {"Trusts (code)": "2053", "CHNumber": "6625091"}, columns=[*SCHOOL, "CHNumber"])).row()
    run_by = [str(it.end) for it in row.links if it.kind is LinkKind.RUN_BY]
    assert run_by == ["gias-group-2053", "GB-COH-06625091"]


@pytest.mark.parametrize(
    ("company", "kind", "links", "proved"),
    [
        ("06625091", "06", ["GB-COH-06625091"], "academy_trust"),
        ("6625091", "10", ["GB-COH-06625091"], "academy_trust"),
        ("0", "06", [], None),
        ("", "06", [], None),
        ("06625091", "01", ["GB-COH-06625091"], None),  # a federation
    ],
)
def test_a_trust_is_a_company_and_a_group_of_academies(
    company: str, kind: str, links: list[str], proved: str | None
) -> None:
    row = read(table(TRUST | {"Companies House Number": company, "Group Type (code)": kind})).row()
    assert ([str(it.end) for it in row.links], row.proves.get("public_body")) == (links, proved)


def test_a_closed_trust_proves_nothing() -> None:
    row = read(table(TRUST | {"Closed Date": "31-08-2022"}, columns=[*TRUST, "Closed Date"])).row()
    assert (row.standing, row.proves) == (Standing.ENDED, {})


@pytest.mark.parametrize(("hesa", "linked", "proved"), [("7", "GB-HESA-0007", "university"), ("", None, None)])
def test_a_university_is_one_by_its_number_at_the_statistics_agency(
    hesa: str, linked: str | None, proved: str | None
) -> None:
    cells = {"UKPRN": "10007774", "PROVIDER_NAME": "UNIVERSITY OF OXFORD", "VIEW_NAME": "University of Oxford"}
    row = read(table(cells | {"GROUPS": "Russell_Group, Oxbridge", "HESA_ID": hesa})).row()
    assert (row.proves.get("public_body"), next((str(it.end) for it in row.links), None)) == (proved, linked)
    assert (row.other_names, row.more["groups"]) == (("University of Oxford",), ["Russell_Group", "Oxbridge"])


def test_an_independent_school_is_run_by_a_charity_and_a_company_and_is_neither() -> None:
    cells = {"URN": "100063", "EstablishmentName": "Sarum Hall School", "charity_number": "312721"}
    row = read(table(cells | {"company_number": "00666444 ", "active": "True"})).row()
    assert [(it.kind, str(it.end)) for it in row.links] == [
        (LinkKind.RUN_BY, "GB-CHC-312721"),
        (LinkKind.RUN_BY, "GB-COH-00666444"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("GB-EDU-100199", "GB-COH-00672569", LinkKind.RUN_BY),
        ("GB-NHS-C84702", "GB-COH-02672194", LinkKind.RUN_BY),
        ("GB-MPR-10002R", "GB-COH-IP10002R", LinkKind.SAME_BODY),
        ("GB-MPR-10058R", "GB-COH-04461386", LinkKind.SUCCEEDED_BY),  # a society may convert into a company
    ],
)
def test_a_society_is_its_mirror_but_a_school_is_not_its_company(start: str, end: str, kind: LinkKind) -> None:
    (link,) = read(f"org_id_a,org_id_b,name\n{start},{end},A NAME\n").those(Link)
    assert (link.kind, str(link.start), str(link.end)) == (kind, start, end)


def test_a_university_under_its_number_as_a_school_is_found_there() -> None:
    rows = "Name,HESA ID,OrgID\nAberystwyth University,177,GB-CHC-1145141\nThe Open University,133849,GB-SC-SC038302\n"
    assert [str(it.start) for it in read(rows).those(Link)] == ["GB-HESA-0177", "GB-EDU-133849"]

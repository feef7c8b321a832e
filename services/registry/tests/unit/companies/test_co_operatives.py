"""The lists of Co-operatives UK, which prove nothing and link much."""

import pytest
from services.registry.tests.reading import Reading, read, table

from registry.registers.domain import Standing, is_published

LISTED = {
    "Identifier": "R000003",
    "Name": "Central England Co-operative",
    "Description": "",
    "Street Address": "Central House\nHermes Road",
    "Locality": "Lichfield",
    "Region": "Staffordshire",
    "Postcode": "WS13 6RH",
    "Phone": "01543 000000",
    "Email": "jane.smith@example.org",
    "Companies House Number": "",
    "SIC Code": "47110",
    "Ownership Classification": "Consumers",
    "Legal Form": "Society",
}
#: The worker co-operatives' file has one column twice.
WORKERS = [*LISTED, "Legal Form Subcategory 1", "Legal Form Subcategory 1", "UK Nation", "Registered Status"]
WORKERS += ["Registered Number", "Registrar", "Dissolved Date", "Organisation Name"]


def a_worker_co_operative(number: str, registrar: str, nation: str = "England", ended: str = "") -> Reading:
    """The reading of a file of one."""
    cells = [*LISTED.values(), "", "", nation, "Live", number, registrar, ended, "Green Bay Projects Limited"]
    quoted = ",".join(f'"{cell}"' for cell in cells)
    return read(f"{','.join(WORKERS)}\r\n{quoted}\r\n")


def test_a_co_operative_has_a_number_of_the_lists_own_and_proves_nothing() -> None:
    row = read(table(LISTED)).row()
    assert (str(row.org_id), is_published(row.org_id), row.proves) == ("co-operatives-uk-R000003", False, {})
    assert row.address == "Central House, Hermes Road, Lichfield, Staffordshire"


def test_mail_and_telephone_are_dropped() -> None:
    said = repr(read(table(LISTED)).entries)
    assert "jane" not in said
    assert "01543" not in said


@pytest.mark.parametrize(
    ("number", "postcode", "linked"),
    [
        ("", "WS13 6RH", []),
        ("SC084543", "G1 1AA", ["GB-COH-SC084543"]),
        ("119598", "WS13 6RH", ["GB-COH-00119598"]),
        ("119598", "JE2 4TR", []),  # Jersey has a register of its own
    ],
)
def test_a_companys_number_links_it(number: str, postcode: str, linked: list[str]) -> None:
    row = read(table(LISTED | {"Companies House Number": number, "Postcode": postcode})).row()
    assert [str(link.end) for link in row.links] == linked


@pytest.mark.parametrize(
    ("number", "registrar", "linked"),
    [
        ("4748", "FCA", ["GB-MPR-4748"]),
        ("24524R", "FCA", ["GB-MPR-24524R"]),
        ("OC347348", "Companies House", ["GB-COH-OC347348"]),
        ("LP003034", "Unknown legal form", []),
        ("", "Unknown legal form", []),
    ],
)
def test_the_registrar_decides_whose_number_it_is(number: str, registrar: str, linked: list[str]) -> None:
    assert [str(link.end) for link in a_worker_co_operative(number, registrar).row().links] == linked


def test_a_company_of_jersey_is_not_one_of_companies_house() -> None:
    assert a_worker_co_operative("119598", "Companies House", nation="Jersey").row().links == ()


def test_a_dissolved_one_has_ended() -> None:
    row = a_worker_co_operative("4748", "FCA", ended="2022-03-31").row()
    assert (row.standing, str(row.ended)) == (Standing.ENDED, "2022-03-31")


def test_both_names_are_known() -> None:
    row = a_worker_co_operative("4748", "FCA").row()
    assert (row.name, row.other_names) == ("Green Bay Projects Limited", ("Central England Co-operative",))

"""Companies House's file of companies: its columns, and what a row proves."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Proved, Standing

GUARANTEE = "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)"
#: As Companies House names them: some begin with a blank.
COMPANY = {
    "CompanyName": "HARBOUR HOMES C.I.C.",
    " CompanyNumber": "09876543",
    "RegAddress.CareOf": "JANE SMITH",
    "RegAddress.POBox": "",
    "RegAddress.AddressLine1": "1 QUAY STREET",
    " RegAddress.AddressLine2": "",
    "RegAddress.PostTown": "DERBY",
    "RegAddress.County": "",
    "RegAddress.Country": "",
    "RegAddress.PostCode": "DE1 2FS",
    "CompanyCategory": "Community Interest Company",
    "CompanyStatus": "Active",
    "CountryOfOrigin": "United Kingdom",
    "DissolutionDate": "",
    "IncorporationDate": "31/12/2015",
    "Accounts.LastMadeUpDate": "31/03/2019",
    "Accounts.AccountCategory": "MICRO ENTITY",
    "SICCode.SicText_1": "87900 - Other residential care activities n.e.c.",
    "SICCode.SicText_2": "None Supplied",
    "PreviousName_1.CONDATE": "01/02/2017",
    " PreviousName_1.CompanyName": "QUAY HOMES LIMITED",
}


def a_company(**changes: str) -> dict[str, str]:
    """A live community interest company, but for `changes`."""
    named = {name.strip().rpartition(".")[2]: name for name in reversed(COMPANY)}
    return COMPANY | {named.get(name, name): value for name, value in changes.items()}


def test_a_company_is_read_whole() -> None:
    row = read(table(COMPANY)).row()
    assert (str(row.org_id), row.name, row.other_names) == (
        "GB-COH-09876543",
        "HARBOUR HOMES C.I.C.",
        ("QUAY HOMES LIMITED",),
    )
    assert (row.kind, row.standing, str(row.founded)) == ("Community Interest Company", Standing.LIVE, "2015-12-31")
    assert (row.address, row.postcode) == ("1 QUAY STREET, DERBY", "DE1 2FS")
    assert row.more["sic"] == ["87900"]


def test_who_takes_in_its_letters_is_dropped() -> None:
    assert "JANE" not in repr(read(table(COMPANY)).entries)


@pytest.mark.parametrize(
    ("changes", "proved"),
    [
        (
            {},
            {
                "company_status": "active",
                "company_category": "Community Interest Company",
                "community_interest_company": True,
            },
        ),
        ({"CompanyCategory": GUARANTEE}, {"company_status": "active", "company_category": GUARANTEE}),
        (
            {"CompanyStatus": "VOLUNTARY ARRANGEMENT / RECEIVER MANAGER", "CompanyCategory": "Private Limited Company"},
            {"company_status": "voluntary_arrangement", "company_category": "Private Limited Company"},
        ),
        ({"CompanyStatus": "Dissolved", "DissolutionDate": "01/02/2020"}, {"company_status": "dissolved"}),
        ({"CompanyStatus": "A word of next year"}, {}),
        # What another register makes them, only that register proves.
        ({"CompanyNumber": "CE012345", "CompanyCategory": "Charitable Incorporated Organisation"}, {}),
        ({"CompanyNumber": "CS001234", "CompanyCategory": "Scottish Charitable Incorporated Organisation"}, {}),
        ({"CompanyNumber": "RS007155", "CompanyCategory": "Registered Society"}, {}),
        ({"CompanyNumber": "NO000194", "CompanyCategory": "Industrial and Provident Society"}, {}),
        ({"CompanyNumber": "RC000231", "CompanyCategory": "Royal Charter Company"}, {}),
    ],
)
def test_a_row_proves_what_companies_house_itself_registers(changes: dict[str, str], proved: Proved) -> None:
    assert read(table(a_company(**changes))).row().proves == proved


def test_a_name_that_ends_in_cic_proves_nothing() -> None:
    row = read(table(a_company(CompanyName="HELPING CIC", CompanyCategory="Private Limited Company"))).row()
    assert "community_interest_company" not in row.proves


def test_a_dissolved_company_has_ended_on_its_day() -> None:
    row = read(table(a_company(CompanyStatus="Dissolved", DissolutionDate="01/02/2020"))).row()
    assert (row.standing, str(row.ended)) == (Standing.ENDED, "2020-02-01")


@pytest.mark.parametrize(
    ("number", "kept"),
    [("9876543", "09876543"), ("445", "00000445"), ("SC084543", "SC084543"), ("R0000123", "R0000123")],
)
def test_lost_zeros_are_put_back(number: str, kept: str) -> None:
    assert read(table(a_company(CompanyNumber=number))).row().org_id.number == kept


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"CompanyNumber": ""}, "malformed_number"),
        ({"CompanyNumber": "00000000"}, "malformed_number"),
        ({"CompanyNumber": "123456789"}, "malformed_number"),
        ({"CompanyName": ""}, "no_name"),
        ({"IncorporationDate": "31/02/2015"}, "malformed_date"),
        ({"IncorporationDate": "01/01/2099"}, "future_date"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected_by_name_and_the_rest_is_read(
    changes: dict[str, str], code: str
) -> None:
    reading = read(table(COMPANY, a_company(**changes), COMPANY))
    assert (reading.read, reading.refusals()) == (3, [code])


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    columns = ["Something.New", *reversed([name.strip() for name in COMPANY])]
    plain = {name.strip(): value for name, value in COMPANY.items()}
    assert read(table(plain, columns=columns)).entries == read(table(COMPANY)).entries


def test_columns_that_are_not_needed_may_be_missing() -> None:
    needed = {name: COMPANY[name] for name in ("CompanyName", " CompanyNumber", "CompanyCategory", "CompanyStatus")}
    assert read(table(needed)).row().proves["community_interest_company"] is True


@pytest.mark.parametrize(
    "written",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.encode("cp1252"),
    ],
)
def test_the_same_company_comes_out_of_every_encoding(written: object) -> None:
    text = table(a_company(CompanyName="CAFÉ Ó’NEILL"))
    assert callable(written)
    assert read(written(text)).row().name == "CAFÉ Ó’NEILL"


def test_a_file_that_breaks_off_loses_its_last_row_only() -> None:
    text = table(COMPANY, COMPANY)
    reading = read(text[: len(text) - 90])
    assert (len(reading.taken), reading.refusals()) == (1, ["ragged_row"])


def test_a_file_without_rows_is_known_and_says_nothing() -> None:
    reading = read(table(columns=list(COMPANY)))
    assert (reading.layout, reading.read) == ("companies-house", 0)

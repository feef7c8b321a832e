"""The health service's files, which name no columns: what tells them apart, and who is a public body."""

import pytest
from services.registry.tests.reading import Reading, read

from registry.registers.domain import Code, Correspondence, LinkKind, Standing

TRUST = {1: "RAX", 2: "KINGSTON HOSPITAL NHS FOUNDATION TRUST", 3: "Y56", 4: "QWE", 5: "GALSWORTHY ROAD", 10: "KT2 7QB"}
TRUST |= {11: "19910401", 18: "020 8546 7711", 22: "1", 24: "A"}
PRACTICE = {1: "A81001", 2: "THE DENSHAM SURGERY", 3: "Y63", 4: "QHM", 11: "19740401", 13: "A", 14: "B", 26: "4"}
GROUP = {1: "00L", 2: "NHS NORTHUMBERLAND CCG", 3: "Y63", 4: "QHM", 11: "20130401"}


def a_file(*rows: dict[int, str], filename: str = "file.csv") -> Reading:
    """Rows of 27 columns, all quoted, as published."""
    lines = (",".join(f'"{row.get(place, "")}"' for place in range(1, 28)) for row in rows)
    return read("\r\n".join(lines) + "\r\n", filename)


@pytest.mark.parametrize(("row", "layout"), [(TRUST, "ods-trusts"), (PRACTICE, "ods-practices"), (GROUP, "ods-ccgs")])
def test_a_file_is_told_by_its_codes_whatever_its_name(row: dict[int, str], layout: str) -> None:
    assert a_file(row, filename="download (3).csv").layout == layout


def test_the_first_row_is_no_header() -> None:
    assert [it.line for it in a_file(TRUST, TRUST | {1: "RA2"}).taken] == [1, 2]


@pytest.mark.parametrize(
    ("name", "closed", "kind", "proved"),
    [
        ("A NHS FOUNDATION TRUST", "", "NHS foundation trust", "nhs_trust"),
        ("A NHS TRUST", "", "NHS trust", "nhs_trust"),
        ("A NHS TRUST", "20200326", "NHS trust", None),
    ],
)
def test_a_trust_without_a_close_date_is_a_public_body(name: str, closed: str, kind: str, proved: str | None) -> None:
    row = a_file(TRUST | {2: name, 12: closed}).row()
    assert (row.kind, row.proves.get("public_body")) == (kind, proved)
    assert (row.postcode, "8546" in repr(row)) == ("KT2 7QB", False)


@pytest.mark.parametrize(
    ("status", "setting", "standing", "kind"),
    [
        ("A", "4", Standing.LIVE, "general practice"),
        ("C", "4", Standing.ENDED, "general practice"),
        ("D", "4", Standing.UNKNOWN, "general practice"),
        ("P", "4", Standing.UNKNOWN, "general practice"),
        ("A", "25", Standing.LIVE, "primary care network"),
        ("A", "0", Standing.LIVE, "other prescriber"),
    ],
)
def test_a_practice_is_a_private_partnership_and_only_setting_4_is_a_practice(
    status: str, setting: str, standing: Standing, kind: str
) -> None:
    row = a_file(PRACTICE | {13: status, 26: setting}).row()
    assert (row.standing, row.kind, row.proves) == (standing, kind, {})


@pytest.mark.parametrize(
    ("began", "closed", "standing", "ended", "successors"),
    [
        ("20130401", "", Standing.ENDED, "2022-06-30", ["GB-NHS-QHM"]),
        ("20130401", "20200331", Standing.ENDED, "2020-03-31", []),
        ("20240401", "", Standing.UNKNOWN, "None", []),
    ],
)
def test_commissioning_groups_went_into_care_boards(
    began: str, closed: str, standing: Standing, ended: str, successors: list[str]
) -> None:
    row = a_file(GROUP | {11: began, 12: closed}).row()
    assert (row.standing, str(row.ended), row.proves) == (standing, ended, {})
    assert [str(it.end) for it in row.links if it.kind is LinkKind.SUCCEEDED_BY] == successors


@pytest.mark.parametrize("year", ["24", "23"])
def test_a_care_board_has_a_code_an_area_and_both_correspond(year: str) -> None:
    header = f"ICB{year}CD,ICB{year}CDH,ICB{year}NM,ObjectId\n"
    reading = read(header + "E54000008,QYG,NHS Cheshire and Merseyside Integrated Care Board,1\n")
    row = reading.row()
    assert (str(row.org_id), row.area, row.proves) == (
        "GB-NHS-QYG",
        "E54000008",
        {"public_body": "integrated_care_board"},
    )
    assert [it.code for it in reading.those(Code)] == [it.code for it in reading.those(Correspondence)] == ["E54000008"]


def test_a_row_with_a_cell_too_few_is_rejected() -> None:
    full = ",".join(['"RAX"', '"A TRUST"', *['""'] * 25])
    reading = read(f'{full}\r\n"RA2","ANOTHER TRUST"\r\n')
    assert (len(reading.taken), reading.refusals()) == (1, ["ragged_row"])


def test_sites_of_trusts_are_of_no_known_layout() -> None:
    with pytest.raises(AssertionError, match="no layout"):
        a_file(GROUP | {1: "R0A01", 2: "A HOSPITAL"})

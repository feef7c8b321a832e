"""Funders' spreadsheets, read by their headings."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from services.transparency.tests.checks import standards

from kernel.json_text import Unreadable
from transparency.grant_imports.readers.packages import publication
from transparency.grant_imports.readers.sheets import comma_separated, workbook

HEADINGS = ["Identifier", "Award Date", "Amount Awarded", "Recipient Org:Name", "recipient org: charity number",
            "Recipient Org:Location:Geographic Code", "Planned Dates:Duration (months)", "From an open call?",
            "Notes: Panel", None]  # fmt: skip
CELLS = ["360G-x-1", date(2021, 1, 26), "15000.50", "Café ", 1136419, "E1", 12.0, "No", 3.0, "Said to nobody"]


def a_workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def grants(found: Any) -> list[dict[str, Any]]:
    return [json.loads(row.text) for row in found.rows]


def test_cells_become_what_the_standard_says_of_their_column(tmp_path: Path) -> None:
    found = workbook(a_workbook(tmp_path / "a.xlsx", Grants=[HEADINGS, CELLS, [None] * 10]))
    assert grants(found) == [
        {
            "id": "360G-x-1",
            "awardDate": "2021-01-26T00:00:00+00:00",
            "amountAwarded": 15000.5,
            "recipientOrganization": [{"name": "Café ", "charityNumber": "1136419", "location": [{"geoCode": "E1"}]}],
            "plannedDates": [{"duration": 12}],
            "fromOpenCall": "No",
            "Notes": {"Panel": 3},
            "column 10": "Said to nobody",
        }
    ]


def test_other_sheets_add_to_the_grant_that_they_name_and_meta_speaks_for_the_package(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx",
        places=[
            ["Identifier", "Beneficiary Location:Name"],
            ["360G-x-1", "Leeds"],
            ["360G-x-1", "York"],
            ["lost", "Hull"],
        ],
        Meta=[["Title", "Our grants"], ["Publisher:Name", "A funder"]],
        grants=[["Identifier", "Title", "Beneficiary Location:Name"], ["360G-x-1", "A grant", "Hull"]],
    )
    found = workbook(path)
    assert (found.envelope, found.publisher) == ({"title": "Our grants", "publisher": {"name": "A funder"}}, "A funder")
    grant, lost = list(found.rows)
    assert [place["name"] for place in json.loads(grant.text)["beneficiaryLocation"]] == ["Hull", "Leeds", "York"]
    assert lost.fault == "No grant is called lost."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_comma_separated_files_are_read_in_the_encodings_they_come_in(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('Identifier,Title,recipientOrganization/1/name\r\n1,"Café, warm",B,more\r\n2\r\n'.encode(encoding))
    assert grants(comma_separated(path)) == [
        {"id": "1", "title": "Café, warm", "recipientOrganization": [{}, {"name": "B"}], "column 4": "more"},
        {"id": "2"},
    ]


def test_a_file_that_is_no_table_of_grants_says_so(tmp_path: Path) -> None:
    for name, content in (
        ("a.xlsx", b"PK"),
        ("b.csv", b"a,b\n1,2\n"),
        ("c.csv", b"Identifier,Title,title\n1,2,3\n"),
        ("d.csv", b'Identifier\n"1'),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Unreadable):
            list((workbook if name.endswith("xlsx") else comma_separated)(tmp_path / name).rows)


def test_a_funders_spreadsheet_reads_as_its_reference_conversion_to_json() -> None:
    folder = standards("data/threesixtygiving")
    reference = publication((folder / "ab-charitable-trust_a001p00000zgyHZAAY.json").read_text(encoding="utf-8"))
    assert grants(workbook(folder / "ab-charitable-trust_a001p00000zgyHZAAY.xlsx")) == grants(reference)

"""What a file is, whatever it is called; and what is refused whole."""

import io
import zipfile

import pytest
from services.tendering.tests.unit.spend_files.spend import HEADING, accepted, book, fates, read

from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Stated

ROW = "Harbour Homes CIC,01/04/2026,17,5.00\n"
COLUMNS: list[object] = ["Supplier Name", "Payment Date", "Amount"]


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FileCode.EMPTY),
        (b"<!DOCTYPE html><html>Please sign in</html>", FileCode.NOT_TABULAR),
        (b"%PDF-1.7 ...", FileCode.NOT_TABULAR),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", FileCode.NOT_TABULAR),
        (b"Supplier,Date,Amount\0\nx,y,z\n", FileCode.NOT_TABULAR),
        (b"PK\x03\x04 broken", FileCode.NOT_TABULAR),
        (zipped(a_csv=b"x", b_csv=b"y"), FileCode.UNSAFE),
        (zipped(a_zip=zipped(a_csv=b"x")), FileCode.UNSAFE),
        (zipped(a_csv=b"0" * 80_000_000), FileCode.UNSAFE),
        (b"SUMMARY OF EXPENDITURE\nTravel,177724.42\n", FileCode.NO_HEADING),
        (b"Harbour Homes CIC,01/04/2026,17,5.00\n", FileCode.NO_HEADING),
        ((HEADING + "A,25/11/2013,1,5\nB,11/25/2013,2,5\n").encode(), FileCode.MIXED_DATES),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_code(content: bytes, code: FileCode) -> None:
    with pytest.raises(FileRefused) as refused:
        read(content)
    assert refused.value.code is code


@pytest.mark.parametrize(
    "content",
    [
        (HEADING + ROW).encode(),
        b"\xef\xbb\xbf" + (HEADING + ROW).encode(),
        ("ï»¿" + HEADING + ROW).encode(),
        (HEADING + ROW).encode("utf-16"),
        (HEADING + ROW).encode("utf-16-le"),
        (HEADING + ROW).replace("\n", "\r\n").encode(),
        (HEADING + ROW).replace("\n", "\r").encode(),
        (HEADING + ROW).replace("\n", "\r\n", 1).replace("0\n", "0\r").encode(),
        (HEADING + ROW).replace(",", ";").encode(),
        (HEADING + ROW).replace(",", "\t").encode(),
        zipped(april_csv=(HEADING + ROW).encode()),
    ],
)
def test_the_same_table_is_read_however_it_is_written(content: bytes) -> None:
    (line,) = accepted(read(content))
    assert (line.payee, line.pence, line.source.line) == ("Harbour Homes CIC", 500, 2)


def test_a_late_byte_makes_the_whole_file_windows_1252() -> None:
    lines = read((HEADING + ROW * 40_000).encode() + b"Caf\xe9 Harbour,02/04/2026,18,\xa36.00\n")
    assert (lines[-1].payee, lines[-1].pence) == ("Café Harbour", 600)


def test_a_quote_that_is_never_closed_takes_nothing_with_it() -> None:
    lines = read(HEADING + '"Harbour,01/04/2026,1,5.00\n' + ROW * 3)
    assert fates(lines) == ["heading", "accepted", "accepted", "accepted", "accepted"]
    assert lines[1].payee == '"Harbour'


def test_a_cell_may_hold_lines_and_is_kept_as_it_stands() -> None:
    lines = read(HEADING + '"House clearance\r\nTidy and go",01/04/2026,1,5.00\n' + ROW)
    assert lines[1].source.cells[0] == "House clearance\r\nTidy and go"
    assert lines[2].source.line == 4


def test_every_visible_sheet_is_read_under_headings_of_its_own() -> None:
    content = book(
        _options=[["Supplier Name"], ["x"]],
        April=[COLUMNS, ["Harbour", "01/04/2026", 34370.119999999995]],
        May=[["Date Paid", "Net Amount", "Vendor Name"], ["2026-05-01", 7, "Quay"]],
    )
    lines = accepted(read(content))
    assert [(it.source.sheet, it.payee, it.pence) for it in lines] == [
        ("April", "Harbour", 3437012),
        ("May", "Quay", 700),
    ]


def test_a_sheet_that_nobody_understands_is_set_apart_and_not_lost() -> None:
    content = book(April=[COLUMNS, ["Harbour", "01/04/2026", 5]], Odd=[["Quay", "02/04/2026", 5], ["Read me"]])
    assert fates(read(content)) == ["heading", "accepted", "layout_changed", "title"]


def test_a_declared_payer_is_the_only_one() -> None:
    content = "Body Name,Supplier,Date,Amount\nThe Borough of Calderdale,Harbour,01/04/2026,5\n"
    assert accepted(read(content, Stated(payers=frozenset({"BOROUGH OF CALDERDALE"}))))
    with pytest.raises(FileRefused) as refused:
        read(content, Stated(payers=frozenset({"Leeds City Council"})))
    assert refused.value.code is FileCode.WRONG_PAYER

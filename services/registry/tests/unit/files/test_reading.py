"""From bytes to records: encodings, quotes, ragged rows, headers, JSON."""

import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.registry.tests.charity_files import charities, commas

from kernel.incoming import Unreadable
from registry.charities.readers import LAYOUTS
from registry.files.readers.entries import outcomes_of
from registry.files.readers.recognition import Recognised, recognised
from registry.files.readers.tables import Record, columns_of, records_of
from registry.files.readers.unpacking import unpacked
from registry.registers.domain import Form, Rejected

TODAY = date(2026, 11, 22)
CLUBS = ["id", "name", "address", "postcode"]


def records(content: bytes, form: Form = Form.CSV, columns: tuple[str, ...] = ("a", "b")) -> list[object]:
    found = records_of(io.BytesIO(content), form, 1, columns)
    return [tuple(it.cells.values()) if isinstance(it, Record) else (it.line, it.code) for it in found]


def known(content: bytes, filename: str = "file.csv") -> Recognised | None:
    return recognised(io.BytesIO(content), filename, LAYOUTS)


@pytest.mark.parametrize("content", ["a,b\r\nEirí,“x”\r\n".encode(), "a,b\nEirí,“x”\n".encode("cp1252")])
def test_text_is_utf_8_or_windows_1252_with_any_line_ends(content: bytes) -> None:
    assert records(content) == [("Eirí", "“x”")]


def test_a_byte_order_mark_belongs_to_no_name() -> None:
    found = known(b"\xef\xbb\xbf" + commas(["Old charity number", "New charity number"], ["1", "2"]))
    assert found is not None
    assert found.columns[0] == "Old charity number"


def test_a_line_that_is_no_text_is_rejected_alone() -> None:
    assert records(b"a,b\n1,2\n\x81,\x8d\n3,4\n5,\0\n") == [("1", "2"), (3, "not_text"), ("3", "4"), (5, "not_text")]


def test_ragged_rows_are_rejected_and_shift_nothing() -> None:
    assert records(b"a,b\n1\n1,2,3\n1,2\n\n") == [(2, "ragged_row"), (3, "ragged_row"), ("1", "2")]
    assert records(b'a\tb\n1\t"2\n3\t4', Form.TSV) == [("1", '"2'), ("3", "4")]


def test_cells_of_several_lines_are_one_record() -> None:
    assert records(b'a,b\n"1\n1",2\n3,4\n') == [("1\n1", "2"), ("3", "4")]


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    assert records(b'a,b\n1,"2\n3,4\n5,6\n') == [(2, "bad_quotes"), ("3", "4"), ("5", "6")]


def test_columns_without_a_name_and_of_one_name_are_told_apart() -> None:
    assert columns_of(["a ", "", "a", "a"]) == ("a", "(unnamed 2)", "a (2)", "a (3)")


def test_a_table_in_json_is_the_same_table() -> None:
    [row] = outcomes(b'[{"id": "GB-CASC-614261b0", "name": "7Oaks", "address": null, "postcode": "TN13 1QE"}]')
    assert not isinstance(row, Rejected)


def test_json_that_no_database_keeps_is_rejected() -> None:
    good = b'{"id": "GB-CASC-614261b0", "name": "7Oaks", "address": "", "postcode": ""}'
    _, row = outcomes(b"[" + good + b"," + good.replace(b"7Oaks", b"\\u0000") + b"]")
    assert isinstance(row, Rejected)
    assert row.code == "not_text"


def test_a_header_behind_lines_about_the_file_is_found() -> None:
    found = known(b"Register of clubs\r\n\r\nat 1 May\r\n" + commas(CLUBS, ["GB-CASC-614261b0", "7Oaks", "", ""]))
    assert found is not None
    assert (found.layout.name, found.header_line) == ("casc", 4)


def test_the_name_of_a_file_says_nothing() -> None:
    assert known(b"colour,size\nred,4\n", "publicextract.charity.txt") is None
    found = known(charities({"registered_charity_number": "1090095"}), "holiday.png")
    assert found is not None
    assert found.layout.name == "ccew-charity"


def outcomes(content: bytes) -> list[object]:
    found = known(content)
    assert found is not None
    with unpacked(io.BytesIO(content)) as raw:
        return list(outcomes_of(raw, found, TODAY))


@given(some.binary(max_size=2000))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with suppress(Unreadable):
        known(content)


@given(some.lists(some.binary(max_size=60), max_size=12))
def test_every_line_of_a_table_with_tabs_is_taken_or_rejected(lines: list[bytes]) -> None:
    kept = [line.replace(b"\n", b"").replace(b"\r", b"") for line in lines]
    content = b"a\tb\n" + b"".join(line + b"\n" for line in kept)
    assert len(records(content, Form.TSV)) == sum(bool(line) for line in kept)

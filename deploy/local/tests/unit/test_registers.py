"""What who imports a file is told besides the table."""

from pathlib import Path

import pytest
from rich.console import Console

from commonweal.registers import COUNTS, PAYMENTS, REGISTERS, Account, Desk, reason_of, remarks, table_of


def test_who_imports_is_told_how_was_decided_what_the_file_leaves_open() -> None:
    layouts = [{"line": 2, "choices": ["Amounts are gross: the file has no others."]}, {"line": 9, "choices": []}]
    account = Account(PAYMENTS, Path("april.csv"), told={"layouts": layouts})
    assert list(remarks(account)) == ["april.csv, line 2: Amounts are gross: the file has no others."]


@pytest.mark.parametrize("desk", [PAYMENTS, REGISTERS])
def test_what_every_import_counts_is_read_whole_in_eighty_columns(desk: Desk) -> None:
    told = dict.fromkeys(desk.counts, 12345) | {"layout": "Charity Commission extract: annual-return-history"}
    console = Console(width=80)
    with console.capture() as screen:
        console.print(table_of(desk, [Account(desk, Path("a-file-with-quite-a-long-name.csv"), told)]))
    heading = screen.get().splitlines()[0].split()
    assert [name for name in heading if name in COUNTS] == ["read", "accepted", "unchanged", "rejected"]


def test_what_was_not_counted_takes_no_place() -> None:
    console = Console(width=80)
    with console.capture() as screen:
        console.print(table_of(PAYMENTS, [Account(PAYMENTS, Path("april.csv"), {"read": 2, "accepted": 2})]))
    assert screen.get().splitlines()[0].split() == ["file", "read", "accepted", "unchanged", "rejected"]


def test_a_rejected_row_says_why_in_words() -> None:
    assert reason_of({"code": "bad_date", "column": "Date", "value": "31/02/2026"}) == "bad date in Date: 31/02/2026"
    assert reason_of({"code": "malformed_number", "sentence": "'9' is no number."}) == "'9' is no number."

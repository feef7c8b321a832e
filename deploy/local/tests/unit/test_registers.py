"""What who imports a file is told besides the table."""

from pathlib import Path

from commonweal.registers import PAYMENTS, Account, remarks


def test_who_imports_is_told_how_was_decided_what_the_file_leaves_open() -> None:
    layouts = [{"line": 2, "choices": ["Amounts are gross: the file has no others."]}, {"line": 9, "choices": []}]
    account = Account(PAYMENTS, Path("april.csv"), told={"layouts": layouts})
    assert list(remarks(account)) == ["april.csv, line 2: Amounts are gross: the file has no others."]

"""Spend files for tests: made of text, and read as the platform reads them."""

import io
from datetime import date

from openpyxl import Workbook

from tendering.spend_files.domain import Line, Outcome, Stated
from tendering.spend_files.readers.containers import contained
from tendering.spend_files.readers.lines import spend_file

HEADING = "Supplier Name,Payment Date,Transaction Number,Amount\n"
TODAY = date(2026, 11, 22)


def read(content: bytes | str, stated: Stated = Stated()) -> list[Line]:  # noqa: B008  immutable
    """Every line of a file, judged."""
    raw = io.BytesIO(content.encode() if isinstance(content, str) else content)
    with contained(raw) as (table, is_workbook):
        return list(spend_file(table, is_workbook, stated, TODAY).lines())


def fates(lines: list[Line]) -> list[str]:
    """The outcome of each line, or the code that says why it was not accepted."""
    return [str(line.code or line.outcome) for line in lines]


def accepted(lines: list[Line]) -> list[Line]:
    """Those that count."""
    return [line for line in lines if line.outcome is Outcome.ACCEPTED]


def book(**sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()

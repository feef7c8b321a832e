"""Sheets of a workbook, row by row; never a formula, only what it came to."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Cells

BROKEN = (
    *(BadZipFile, InvalidFileException, zlib.error, OSError, EOFError),
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError),
)


def records_in(file: BinaryIO) -> Iterator[Cells]:
    """Every row of the sheets that are shown; those called `_options` and the like are the publisher's own tools."""
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible" and not sheet.title.startswith("_"):
                sheet.reset_dimensions()  # what a workbook says of its own size is often wrong
                for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                    yield Cells(line, [spelt(cell) for cell in row], sheet.title)
    except BROKEN as error:
        raise FileRefused(FileCode.NOT_TABULAR, f"The workbook cannot be read: {error}.") from error


def spelt(cell: Any) -> str:
    """A cell's value as text, exactly."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)

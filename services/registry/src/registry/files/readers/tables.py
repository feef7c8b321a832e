"""Tables: what stands under each column, record by record, and what was wrong with those that are none."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from registry.files.readers.lines import Lines
from registry.registers.domain import NOT_TEXT, RAGGED, Cells, Form, Rejected

LONGEST_RAW = 2000  # characters of a rejected row that are kept
BAD_QUOTES = "bad_quotes"


@dataclass(frozen=True, slots=True)
class Record:
    """What stood at a line, counted from 1; `raw` is its text, where it has one of its own."""

    line: int
    cells: Cells
    raw: str = ""


Rows: TypeAlias = Iterator[tuple[int, list[str], bool, str] | Rejected]


def columns_of(header: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each different, as `Form` promises."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = cell.strip() or f"(unnamed {place})"
        times = sum(given == name or given.startswith(f"{name} (") for given in names)
        names.append(f"{name} ({times + 1})" if times else name)
    return tuple(names)


def rows_of(raw: BinaryIO, form: Form) -> Rows:
    """Every row that is not empty, with its line, whether it is broken text, and its text. Raises Unreadable."""
    lines = Lines(raw)
    return _tab_separated(lines) if form is Form.TSV else _comma_separated(lines)


def records_of(raw: BinaryIO, form: Form, header_line: int, columns: Sequence[str]) -> Iterator[Record | Rejected]:
    """The rows behind the header as records; one with too few or too many cells is rejected, never shifted."""
    width = len(columns)
    for row in rows_of(raw, form):
        if isinstance(row, Rejected):
            if row.line > header_line:
                yield row
            continue
        line, cells, broken, text = row
        if line <= header_line:
            continue
        if broken:
            yield Rejected(line, NOT_TEXT, "It is neither UTF-8 nor Windows-1252.", text)
        elif len(cells) != width:
            yield Rejected(line, RAGGED, f"It has {len(cells)} cells where the header has {width}.", text)
        else:
            yield Record(line, dict(zip(columns, map(str.strip, cells), strict=True)), text)


def _tab_separated(lines: Lines) -> Rows:
    for line in lines:
        text = line.rstrip("\r\n")
        if text:
            yield lines.number, text.split("\t"), lines.broken, text[:LONGEST_RAW]
        lines.record_ends()


def _comma_separated(lines: Lines) -> Rows:
    reader = csv.reader(lines, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # A quote that is never closed swallows what follows: that is given back, and only this line is lost.
            lines.give_back()
            yield Rejected(lines.number, BAD_QUOTES, f"Its quotes are not well formed: {error}.", _text(lines))
            reader = csv.reader(lines, strict=True)
        else:
            if cells:
                yield lines.number - len(lines.given) + 1, cells, lines.broken, _text(lines)
        lines.record_ends()


def _text(lines: Lines) -> str:
    return lines.given[0].rstrip("\r\n")[:LONGEST_RAW] if len(lines.given) == 1 else "".join(lines.given)[:LONGEST_RAW]

"""Text out of bytes, and records out of text: whatever the encoding, the line ends and the separator."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Cells

_BLOCK = 1024 * 1024
LONGEST_CELL = 1024 * 1024  # characters
MOST_LINES = 60  # of one record: a quote that is never closed would swallow the rest of the file
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ",;\t|"
csv.field_size_limit(LONGEST_CELL)


def _as_byte(error: UnicodeError) -> tuple[str, int]:
    """Five bytes mean nothing in Windows-1252; they stay what they are, as in browsers."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("as_byte", _as_byte)


def encoding_of(file: BinaryIO) -> str:
    """UTF-16 by its mark or its zeros, UTF-8 if all of it is, else Windows-1252. Raises FileRefused for no text."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, first = "utf-8-sig", True
    while block := file.read(_BLOCK):
        if first and (wide := _wide(block)):
            return wide
        first = False
        if b"\0" in block:
            raise FileRefused(FileCode.NOT_TABULAR, "It holds NUL bytes, which no text does.")
        try:
            if encoding != "cp1252":
                decoder.decode(block)
        except UnicodeDecodeError:
            encoding = "cp1252"  # a late byte decides
    return encoding


def _wide(block: bytes) -> str | None:
    marked = next((name for mark, name in _WIDE if block.startswith(mark)), None)
    most = min(len(block), 400)
    zeros = {"utf-16-le": block[1:most:2].count(0), "utf-16-be": block[0:most:2].count(0)}
    return marked or next((name for name, count in zeros.items() if count > max(2, most // 4)), None)


def records_in(file: BinaryIO) -> Iterator[Cells]:
    """Every record with the line on which it begins; blank lines are records, too. Raises FileRefused."""
    encoding = encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="as_byte" if encoding == "cp1252" else "strict", newline="")
    try:
        opening = [line for _, line in zip(range(40), text, strict=False)]
        separator = max(SEPARATORS, key=lambda it: max((line.count(it) for line in opening), default=0))
        lines = Lines(opening, text)
        yield from _records(lines, separator)
    except UnicodeDecodeError as error:
        raise FileRefused(FileCode.NOT_TABULAR, f"It is not {encoding} to its end.") from error
    finally:
        text.detach()


class Lines:
    """Lines for the reader of CSV, that can be given back when a quote that is never closed has swallowed them."""

    def __init__(self, opening: list[str], rest: Iterator[str]) -> None:
        self.again, self.rest = opening[::-1], rest
        self.given: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.given) >= MOST_LINES:
            raise csv.Error
        line = self.again.pop() if self.again else next(self.rest)
        self.given.append(line)
        return line

    def give_back(self) -> str:
        """The first line of what was given; the others will come again."""
        first, *others = self.given
        self.again.extend(reversed(others))
        self.given = [first]
        return first


def _records(lines: Lines, separator: str) -> Iterator[Cells]:
    """A line without a quote is its cells; only the others need the reader of CSV, and may go on in the next line."""
    again, rest = lines.again, lines.rest
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 1
    while (line := again.pop() if again else next(rest, None)) is not None:
        if '"' not in line:
            bare = line.rstrip("\r\n")
            yield Cells(number, bare.split(separator) if bare else [])
            number += 1
            continue
        again.append(line)
        lines.given.clear()
        try:
            cells = next(reader)
        except csv.Error:
            cells = _alone(lines.give_back(), separator)
            reader = csv.reader(lines, delimiter=separator, strict=True)
        yield Cells(number, cells)
        number += len(lines.given)


def _alone(line: str, separator: str) -> list[str]:
    """A line whose quotes are not well formed: one that is never closed is a character like others."""
    if line.count('"') % 2 == 0:
        with suppress(csv.Error):
            return next(csv.reader([line], delimiter=separator), [])
    return line.rstrip("\r\n").split(separator)

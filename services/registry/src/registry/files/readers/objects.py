"""JSON: one object a record, out of an array, from line to line, or from inside a wrapper; never the whole file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader
from typing import Any

import ijson

from kernel.incoming import Unreadable
from registry.files.readers.tables import LONGEST_RAW, Record
from registry.registers.domain import NOT_JSON, NOT_TEXT, Rejected

#: JSON can spell them, and no database keeps them.
_NO_TEXT = re.compile(r"\\u0000|[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


def first_character(raw: BufferedReader) -> bytes:
    """The first character that is no blank; `raw` stays where it is."""
    return raw.peek(512).removeprefix(_BOM).lstrip()[:1]


def objects_in(raw: BufferedReader, records: Sequence[str] = ()) -> Iterator[Record | Rejected]:
    """The objects of a file; `records` leads to them in a wrapper. A record's line is its number. Raises Unreadable."""
    prefix = "item" if first_character(raw) == b"[" else ".".join([*records, "item"]) if records else ""
    if raw.peek(3).startswith(_BOM):
        raw.read(3)
    number = 0
    try:
        for number, value in enumerate(ijson.items(raw, prefix, multiple_values=not prefix, use_float=True), start=1):
            yield _record(number, value)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise Unreadable(f"After {number} records it is no JSON: {str(error)[:200]}.") from error


def _record(number: int, value: Any) -> Record | Rejected:
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return Rejected(number, NOT_JSON, "It is nested too deep.", "")
    if _NO_TEXT.search(text):
        kept = text.encode(errors="replace").decode()[:LONGEST_RAW]
        return Rejected(number, NOT_TEXT, "It holds characters that are none: NUL, or halves of pairs.", kept)
    if not isinstance(value, Mapping):
        return Rejected(number, NOT_JSON, "It is no JSON object.", text[:LONGEST_RAW])
    return Record(number, value)


def flat(record: Record) -> Record:
    """The object as a row of a table: registers publish the same tables as JSON. Null is an empty cell."""
    return Record(record.line, {name: _cell(value) for name, value in record.cells.items()})


def _cell(value: Any) -> str:
    return "" if value is None else value.strip() if isinstance(value, str) else str(value)

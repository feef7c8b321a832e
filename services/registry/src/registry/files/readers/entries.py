"""What a file says, record by record, as its layout understands it: the last step before it is kept."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from typing import TypeAlias

from registry.files.readers.objects import flat, objects_in
from registry.files.readers.recognition import Recognised
from registry.files.readers.tables import LONGEST_RAW, Record, records_of
from registry.registers.domain import (
    FUTURE_DATE,
    PERSONAL,
    Code,
    Correspondence,
    Detail,
    Entry,
    Form,
    Layout,
    RegisterRow,
    Rejected,
    Standing,
    Unfit,
)

MISSHAPEN, TOO_LONG = "misshapen", "too_long"
LONGEST_KEY = 300  # characters; an index entry has room for some 2,700 bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that its layout understood."""

    line: int
    entries: tuple[Entry, ...]


Outcome: TypeAlias = Taken | Rejected


def outcomes_of(raw: BufferedReader, known: Recognised, today: date) -> Iterator[Outcome]:
    """Every record of an unpacked file, in order: taken or rejected. Raises Unreadable where the file breaks off."""
    for record in _records(raw, known):
        yield record if isinstance(record, Rejected) else _judged(record, known.layout, today)


def _records(raw: BufferedReader, known: Recognised) -> Iterable[Record | Rejected]:
    layout = known.layout
    if not known.as_json:
        return records_of(raw, layout.form, known.header_line, known.columns)
    found = objects_in(raw, layout.records)
    if layout.form is Form.JSON:
        return found
    return (it if isinstance(it, Rejected) else flat(it) for it in found)


def _judged(record: Record, layout: Layout, today: date) -> Outcome:
    try:
        entries = layout.read(record.cells)
        for entry in entries:
            if type(entry) is RegisterRow:
                _must_have_begun(entry, today)
                if layout.form is Form.JSON:
                    _must_be_text(entry)
            else:
                _must_be_short(entry)
        return Taken(record.line, entries)
    except Unfit as error:
        raw = "" if error.code == PERSONAL else _text(record)
        return Rejected(record.line, error.code, str(error), raw)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        # Only objects of JSON can be built in ways that no layout foresees: tables have all their columns, as text.
        if layout.form is not Form.JSON:
            raise
        return Rejected(record.line, MISSHAPEN, f"It is built otherwise than {layout.title}: {error!r}.", _text(record))


def _must_have_begun(row: RegisterRow, today: date) -> None:
    """What a register counts among the living has been founded. Raises Unfit."""
    if row.founded is not None and row.founded > today and row.standing is Standing.LIVE:
        raise Unfit(FUTURE_DATE, f"It is live, and yet begins only on {row.founded}.")


def _must_be_text(row: RegisterRow) -> None:
    """In JSON something else may stand where a text should. Raises TypeError."""
    texts = (row.name, row.kind, row.stated_status, row.address, row.postcode, row.area, row.website, *row.other_names)
    wrong = next((it for it in texts if not (it is None or isinstance(it, str))), None)
    if wrong is not None:
        raise TypeError(f"{str(wrong)[:40]!r} should be text")


def _must_be_short(entry: Entry) -> None:
    """What entries are found by has to fit into an index. Raises Unfit."""
    if isinstance(entry, Code):
        keys = [entry.code, entry.parent or ""]
    elif isinstance(entry, Correspondence):
        keys = [entry.code, entry.other_code]
    else:
        keys = [entry.key] if isinstance(entry, Detail) else []
    if any(len(it) > LONGEST_KEY for it in keys):
        raise Unfit(TOO_LONG, f"A code of more than {LONGEST_KEY} characters is none.")


def _text(record: Record) -> str:
    return record.raw or json.dumps(dict(record.cells), ensure_ascii=False, default=str)[:LONGEST_RAW]

"""Which layout a file is of, told by what is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from kernel.incoming import Unreadable
from registry.files.readers.objects import first_character, flat, objects_in
from registry.files.readers.tables import Record, columns_of, rows_of
from registry.files.readers.unpacking import unpacked
from registry.registers.domain import Cells, Form, Head, Layout, Rejected

FIRST = 10  # records that a layout may look at
DEEPEST_HEADER = 6  # some registers begin with a few lines about themselves
_PACKED = (".gz", ".zip")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's layout, and where in it the columns are named (0: nowhere)."""

    layout: Layout
    columns: tuple[str, ...]
    header_line: int = 0
    as_json: bool = False


def recognised(file: BinaryIO, filename: str, layouts: Sequence[Layout]) -> Recognised | None:
    """The layout of a seekable file, if it is one of these. Raises Unreadable for what is no such file at all."""
    with unpacked(file) as raw:
        if not raw.peek(1):
            raise Unreadable("The file is empty.")
        as_json = first_character(raw) in {b"{", b"["}
    name = filename.replace("\\", "/").rpartition("/")[2].lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return _as_json(file, name, layouts) if as_json else _as_table(file, name, layouts)


def _as_table(file: BinaryIO, name: str, layouts: Sequence[Layout]) -> Recognised | None:
    for form in (Form.TSV, Form.CSV):
        with unpacked(file) as raw:
            start = islice(rows_of(raw, form), FIRST + DEEPEST_HEADER)
            rows = [(row[0], row[1]) for row in start if not isinstance(row, Rejected)]
        for place, (line, cells) in enumerate(rows[:DEEPEST_HEADER]):
            columns = columns_of(cells)
            head = Head(name, columns, tuple(_under(columns, rows[place + 1 :])))
            found = _best((it for it in layouts if it.form is form), head)
            if found is not None:
                return Recognised(found, columns, line)
    return _headerless(name, rows, layouts)


def _headerless(name: str, rows: list[tuple[int, list[str]]], layouts: Sequence[Layout]) -> Recognised | None:
    if not rows:
        return None
    columns = tuple(str(number) for number in range(1, len(rows[0][1]) + 1))
    head = Head(name, columns, tuple(_under(columns, rows)))
    exact = (it for it in layouts if it.form is Form.HEADERLESS and len(it.columns) == len(columns))
    found = _best(exact, head)
    return None if found is None else Recognised(found, columns)


def _as_json(file: BinaryIO, name: str, layouts: Sequence[Layout]) -> Recognised | None:
    for path in sorted({it.records for it in layouts}, reverse=True):  # wrappers first: they are objects, too
        with unpacked(file) as raw:
            records = [it for it in islice(objects_in(raw, path), FIRST) if isinstance(it, Record)]
        if not records:
            continue
        columns = tuple(dict.fromkeys(name for record in records for name in record.cells))
        head = Head(name, columns, tuple(it.cells for it in records))
        found = _best((it for it in layouts if it.form is Form.JSON and it.records == path), head)
        if found is None and not path:
            head = Head(name, columns, tuple(flat(it).cells for it in records))
            found = _best((it for it in layouts if it.form in {Form.CSV, Form.TSV}), head)
        if found is not None:
            return Recognised(found, columns, as_json=True)
    return None


def _under(columns: Sequence[str], rows: Iterable[tuple[int, list[str]]]) -> Iterable[Cells]:
    for _, cells in islice(rows, FIRST):
        if len(cells) == len(columns):
            yield dict(zip(columns, map(str.strip, cells), strict=True))


def _best(layouts: Iterable[Layout], head: Head) -> Layout | None:
    """Of those that fit, the one that asks for most columns."""
    present = frozenset(head.columns)
    fitting = [it for it in layouts if it.columns <= present and it.fits(head)]
    return max(fitting, key=lambda it: len(it.columns), default=None)

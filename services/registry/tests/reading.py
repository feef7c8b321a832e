"""Register files read without a database: what their layouts make of every record."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, TypeVar

from registry.files.readers.entries import Taken, outcomes_of
from registry.files.readers.recognition import recognised
from registry.files.readers.unpacking import unpacked
from registry.imports.readers.layouts import LAYOUTS
from registry.registers.domain import Entry, RegisterRow, Rejected

TODAY = date(2026, 11, 22)
T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """A file that was read to its end."""

    layout: str
    taken: Sequence[Taken]
    rejected: Sequence[Rejected]

    @property
    def read(self) -> int:
        """How many records there were."""
        return len(self.taken) + len(self.rejected)

    @property
    def entries(self) -> list[Entry]:
        """What all its records say, in order."""
        return [entry for it in self.taken for entry in it.entries]

    def those(self, kind: type[T]) -> list[T]:
        """The entries of one kind."""
        return [it for it in self.entries if isinstance(it, kind)]

    def row(self) -> RegisterRow:
        """Its only row."""
        (row,) = self.those(RegisterRow)
        return row

    def refusals(self) -> list[str]:
        """The codes of what was rejected."""
        return [it.code for it in self.rejected]


def read(file: BinaryIO | bytes | str, filename: str = "file.csv") -> Reading:
    """Read it whole. Fails where no layout knows it."""
    if isinstance(file, str):
        file = file.encode()
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    known = recognised(file, filename, LAYOUTS)
    assert known is not None, f"no layout knows {filename}"
    with unpacked(file) as raw:
        outcomes = list(outcomes_of(raw, known, TODAY))
    taken = [it for it in outcomes if isinstance(it, Taken)]
    return Reading(known.layout.name, taken, [it for it in outcomes if isinstance(it, Rejected)])


def table(*rows: Mapping[str, str], columns: Sequence[str] = (), separator: str = ",") -> str:
    """A file with these rows: the columns of the first, unless others are named, in their order."""
    written = io.StringIO()
    names = [*columns] or [*rows[0]]
    writer = csv.DictWriter(written, names, restval="", extrasaction="ignore", delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()

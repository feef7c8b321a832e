"""How rows and details are laid down for the database: in the order of their columns, with a digest.

PostgreSQL takes them by COPY. Rows come in millions, and are written as the text that COPY reads; details as tuples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson

from kernel.copy_text import written
from registry.classes.rules.table import PLAIN
from registry.particulars.domain import folded
from registry.registers.domain import Detail, RegisterRow, Standing

ROW = (
    *("scheme", "number", "register"),
    *("name", "search_name", "other_names", "search_other_names", "kind", "standing", "stated_status"),
    *("founded", "ended", "address", "postcode", "area", "website", "proves", "classes", "more", "edition"),
    *("digest", "file", "line"),
)
DETAIL = ("scheme", "number", "register", "kind", "key", "says", "proves", "ended", "digest")
DIGEST = 16  # bytes


def as_json(value: Mapping[str, Any] | tuple[Any, ...]) -> str:
    """Canonical, so that the same content has the same digest."""
    if value:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return "[]" if isinstance(value, tuple) else "{}"


@lru_cache(maxsize=4096)  # among millions of rows there are some hundred ways to prove something
def classes_proved(proves: str) -> str:
    """The labels that an organisation bears of which no more is known than this, as COPY reads an array."""
    known = orjson.loads(proves)
    return f"{{{','.join(sorted(label for label, condition in PLAIN.items() if condition.outcome(known) is True))}}}"


def digest_of(content: tuple[Any, ...]) -> bytes:
    """Of what is kept, in this version of the reader: a reader that learns to read more writes rows anew."""
    return _digest(repr(content))


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=DIGEST).digest()


def row_text(row: RegisterRow) -> str:
    """The columns from name to edition, as COPY reads them. A row that ended proves no class, whatever its form was."""
    proves = as_json(row.proves)
    return written(
        row.name,
        folded(row.name),
        as_json(row.other_names),
        " | ".join(map(folded, row.other_names)),
        row.kind,
        row.standing,
        row.stated_status,
        _day(row.founded),
        _day(row.ended),
        row.address,
        row.postcode,
        row.area,
        row.website,
        proves,
        classes_proved("{}" if row.standing is Standing.ENDED else proves),
        as_json(row.more),
        _day(row.edition),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def digest_of_row(content: str, row: RegisterRow) -> bytes:
    """A row is its columns and its links."""
    return digest_of((content, row.links)) if row.links else _digest(content)


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row written out for COPY, in the order of `ROW`, and the digest of what it says."""

    row: RegisterRow
    digest: bytes
    text: str


def laid(row: RegisterRow, register: str, file: bytes, line: int) -> LaidRow:
    """Write a row out. It costs most of what keeping costs, and needs no database: a thread does it beforehand."""
    content = row_text(row)
    digest = digest_of_row(content, row)
    number = written(row.org_id.scheme, row.org_id.number, register)
    return LaidRow(row, digest, f"{number}\t{content}\t\\\\x{digest.hex()}\t\\\\x{file.hex()}\t{line}\n")


def detail_record(register: str, detail: Detail) -> tuple[Any, ...]:
    """A detail in the order of `DETAIL`."""
    content = (as_json(detail.says), as_json(detail.proves), detail.ended)
    number = detail.org_id
    return (number.scheme, number.number, register, detail.kind, detail.key, *content, digest_of(content))

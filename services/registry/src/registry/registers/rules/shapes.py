"""How rows and details are laid down for the database: tuples in the order of their columns, with a digest.

PostgreSQL takes them by COPY, so this runs once for each of millions of rows; plain tuples and text are quick.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import orjson

from registry.particulars.domain import folded
from registry.registers.domain import Detail, RegisterRow

ROW = (
    *("scheme", "number", "register"),
    *("name", "search_name", "other_names", "kind", "standing", "stated_status", "founded", "ended", "address"),
    *("postcode", "area", "website", "proves", "more", "edition"),
    *("digest", "file", "line"),
)
DETAIL = ("scheme", "number", "register", "kind", "key", "says", "proves", "ended", "digest")
DIGEST = 16  # bytes


def as_json(value: Mapping[str, Any] | tuple[Any, ...]) -> str:
    """Canonical, so that the same content has the same digest."""
    if value:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return "[]" if isinstance(value, tuple) else "{}"


def digest_of(content: tuple[Any, ...]) -> bytes:
    """Of what is kept, in this version of the reader: a reader that learns to read more writes rows anew."""
    return blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def content_of(row: RegisterRow) -> tuple[Any, ...]:
    """The columns from name to edition."""
    return (
        row.name,
        folded(row.name),
        as_json(row.other_names),
        row.kind,
        str(row.standing),
        row.stated_status,
        row.founded,
        row.ended,
        row.address,
        row.postcode,
        row.area,
        row.website,
        as_json(row.proves),
        as_json(row.more),
        row.edition,
    )


def digest_of_row(content: tuple[Any, ...], row: RegisterRow) -> bytes:
    """A row is its columns and its links."""
    return digest_of((content, row.links) if row.links else content)


def detail_record(register: str, detail: Detail) -> tuple[Any, ...]:
    """A detail in the order of `DETAIL`."""
    content = (as_json(detail.says), as_json(detail.proves), detail.ended)
    number = detail.org_id
    return (number.scheme, number.number, register, detail.kind, detail.key, *content, digest_of(content))

"""Lists: by words, by likeness, in order, in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Integer, RowMapping, String, Table, cast, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from transparency.directory.domain import folded

SHORTEST_SIMILAR = 3  # letters; fewer make no trigram of their own
FINEST_RANK = 1_000_000  # whole numbers, so that a cursor says exactly where a page ended
MOST_COUNTED = 1000  # a list is counted no further: nobody reads the difference, and the database would


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list: which rows, in whose order, and by which words, if any."""

    table: Table
    order: Column[Any]
    falling: bool
    conditions: Sequence[ColumnElement[bool]] = ()
    text: str = ""

    @property
    def where(self) -> list[ColumnElement[bool]]:
        """All conditions, that of the words among them."""
        sought = folded(self.text)
        return [*self.conditions, *([resembles(self.table.c.search, sought)] if sought else [])]

    @property
    def keys(self) -> list[ColumnElement[Any]]:
        """What the list is ordered by: the best first, then its own order, then something that is never equal."""
        sought = folded(self.text)
        rank = [likeness(self.table.c.search, sought)] if len(sought) >= SHORTEST_SIMILAR else []
        return [*(rank if self.falling else [-found for found in rank]), self.order, self.table.c.id]


async def rows_of(
    session: AsyncSession, asked: Asked, *, after: Sequence[str] | None = None, limit: int
) -> list[RowMapping]:
    """The rows, from where the last page ended; each has a `place`, which is what `after` takes."""
    keys = asked.keys
    query = select(asked.table, *(key.label(f"key_{number}") for number, key in enumerate(keys))).where(*asked.where)
    if after is not None:
        # Cursors hold text, and the driver takes no text for an instant: the database reads it.
        ended = tuple_(*(cast(cast(literal(text), String), key.type) for text, key in zip(after, keys, strict=True)))
        query = query.where(tuple_(*keys) < ended if asked.falling else tuple_(*keys) > ended)
    ordered = [key.desc() if asked.falling else key.asc() for key in keys]
    found = await session.execute(query.order_by(*ordered).limit(limit))
    return list(found.mappings())


def place_of(row: RowMapping) -> list[str]:
    """Where a page ended: what `after` takes."""
    keys = [value for name, value in row.items() if name.startswith("key_")]
    return [key.isoformat() if isinstance(key, date) else str(key) for key in keys]


async def count_of(session: AsyncSession, asked: Asked) -> int:
    """How many there are, counted up to one more than MOST_COUNTED."""
    some = select(asked.table.c.id).where(*asked.where).limit(MOST_COUNTED + 1).subquery()
    return await session.scalar(select(func.count()).select_from(some)) or 0


def resembles(column: ColumnElement[str], sought: str) -> ColumnElement[bool]:
    """It has each of the words somewhere, or some words of it are alike (`%>`): people misspell."""
    if len(sought) < SHORTEST_SIMILAR:
        return column.startswith(sought, autoescape=True)
    has_all = [column.contains(word, autoescape=True) for word in sought.split()[:10]]
    return func.coalesce(column.bool_op("%>")(sought), False) | _all_of(has_all)


def _all_of(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *rest = conditions
    for condition in rest:
        first &= condition
    return first


def likeness(column: ColumnElement[str], sought: str) -> ColumnElement[int]:
    """Ranks best what begins with the words, then what has them, then what is alike."""
    begins = cast(column.startswith(sought, autoescape=True), Integer)
    has = cast(column.contains(sought, autoescape=True), Integer)
    alike = func.word_similarity(sought, column) + func.similarity(column, sought)
    return cast((2 * begins + 2 * has + alike) * FINEST_RANK, Integer)

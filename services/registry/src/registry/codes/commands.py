"""Keep what code lists say: each code once, the later word instead of the earlier, nothing written twice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, column, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from registry.codes.tables import codes, correspondences
from registry.registers.domain import Code, Correspondence

Key = tuple[str, ...]
Kept = tuple[str, Key]  # the table, and the primary key in it


async def keep_codes(session: AsyncSession, register: str, records: Sequence[Iterable[object]]) -> list[bool]:
    """Keep the codes and correspondences among the entries of some records; of each record, whether it wrote any."""
    rows: dict[Table, dict[Key, dict[str, Any]]] = {codes: {}, correspondences: {}}
    keys: list[set[Kept]] = []
    for entries in records:
        keys.append(set())
        for table, row in (_row(it, register) for it in entries if isinstance(it, Code | Correspondence)):
            key = _key(table, row)
            rows[table][key] = row
            keys[-1].add((table.name, key))
    written = {(table.name, key) for table, found in rows.items() for key in await _write(session, table, found)}
    return [not it.isdisjoint(written) for it in keys]


def _row(entry: Code | Correspondence, register: str) -> tuple[Table, dict[str, Any]]:
    more = {name: value for name, value in entry.more.items() if value is not None}
    row = {"list": entry.list, "code": entry.code, "more": more, "register": register}
    if isinstance(entry, Correspondence):
        return correspondences, row | {"other_list": entry.other_list, "other_code": entry.other_code}
    lasts = {
        name: day and day.isoformat() for name, day in (("valid_from", entry.valid_from), ("valid_to", entry.valid_to))
    }
    return codes, row | lasts | {"vintage": entry.vintage, "name": entry.name, "parent": entry.parent}


def _key(table: Table, row: Mapping[str, Any]) -> Key:
    return tuple(row[it.name] for it in table.primary_key)


async def _write(session: AsyncSession, table: Table, rows: Mapping[Key, Mapping[str, Any]]) -> set[Key]:
    """Insert what is new and update what changed, in one statement; returns the keys of both."""
    if not rows:
        return set()
    names = [it.name for it in table.columns]
    columns = [column(it.name, it.type) for it in table.columns]
    records = literal(list(rows.values()), JSONB)
    given = func.jsonb_to_recordset(records).table_valued(*columns, name="given").render_derived(with_types=True)
    new = insert(table).from_select(names, select(given))
    said = [it.name for it in table.columns if not it.primary_key and it.name != "register"]
    keeping = new.on_conflict_do_update(
        index_elements=table.primary_key.columns.values(),
        set_={name: new.excluded[name] for name in [*said, "register"]},
        where=or_(*(table.c[name].is_distinct_from(new.excluded[name]) for name in said)),
    )
    return {tuple(row) for row in await session.execute(keeping.returning(*table.primary_key))}

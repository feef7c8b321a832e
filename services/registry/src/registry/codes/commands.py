"""Keep what code lists say: each code once, the later word instead of the earlier, nothing written twice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Table, column, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import CodeListRead
from kernel.cpv import parse_cpv
from kernel.digests import digest_of
from registry.codes.rules import CPV, is_whole
from registry.codes.tables import code_lists_told, codes, correspondences
from registry.registers.domain import Code, Correspondence

NAMES = UUID("8d0f3c52-6a0b-5e57-9a39-0c1c6d1f7e44")  # of code lists, as entities
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


async def tell_cpv(session: AsyncSession, *, now: datetime) -> None:
    """Tell the others which codes the CPV has, once it is there whole, unless that is what they were told last."""
    kept = await session.execute(select(codes.c.code, codes.c.parent).where(codes.c.list == CPV))
    parents: dict[str, str | None] = {row.code: row.parent for row in kept}
    if not is_whole(parents):
        return
    all_of_it = sorted({parse_cpv(code) for code in parents})
    told = insert(code_lists_told).values(list=CPV, digest=digest_of(all_of_it))
    keeping = told.on_conflict_do_update(
        index_elements=[code_lists_told.c.list],
        set_={"digest": told.excluded.digest},
        where=code_lists_told.c.digest != told.excluded.digest,
    )
    if await session.scalar(keeping.returning(code_lists_told.c.list)) is not None:
        await emit(session, uuid5(NAMES, CPV), CodeListRead(occurred_at=now, name=CPV, codes=all_of_it))


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

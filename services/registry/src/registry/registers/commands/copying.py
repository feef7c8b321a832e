"""How thousands of rows go in at once: PostgreSQL's COPY, inside the session's transaction."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncSession


async def replace(
    session: AsyncSession, table: Table, columns: Sequence[str], records: Sequence[Sequence[Any]], old: Collection[int]
) -> None:
    """Copy in the records; the rows whose places in `records` are `old` are there already, and go first.

    The table's primary key must be text, and stand first in `columns`.
    """
    if not records:
        return
    keys = [column.name for column in table.primary_key]
    if old:
        given = ", ".join(f"cast(:{key} as text[])" for key in keys)
        same = " and ".join(f"kept.{key} = gone.{key}" for key in keys)
        statement = f"delete from {table.name} kept using unnest({given}) as gone({', '.join(keys)}) where {same}"  # noqa: S608  names of ours
        values = {key: [records[place][index] for place in old] for index, key in enumerate(keys)}
        await session.execute(text(statement), values)
    await copy(session, table, columns, records)


async def copy(session: AsyncSession, table: Table, columns: Sequence[str], records: Sequence[Sequence[Any]]) -> None:
    """Copy in records that are not there yet."""
    connection = await (await session.connection()).get_raw_connection()
    driver: Any = connection.driver_connection
    await driver.copy_records_to_table(table.name, columns=columns, records=records)

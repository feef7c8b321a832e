"""How thousands of rows go in at once: PostgreSQL's COPY, inside the session's transaction."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncSession


async def forget(session: AsyncSession, table: Table, gone: Sequence[Sequence[str]]) -> None:
    """Delete the rows with these primary keys, which are all text."""
    if not gone:
        return
    keys = [column.name for column in table.primary_key]
    given = ", ".join(f"cast(:{key} as text[])" for key in keys)
    same = " and ".join(f"kept.{key} = gone.{key}" for key in keys)
    statement = f"delete from {table.name} kept using unnest({given}) as gone({', '.join(keys)}) where {same}"  # noqa: S608  names of ours
    await session.execute(text(statement), {key: [it[index] for it in gone] for index, key in enumerate(keys)})


async def copy(session: AsyncSession, table: Table, columns: Sequence[str], records: Sequence[Sequence[Any]]) -> None:
    """Copy in records that are not there yet."""
    if records:
        await (await _driver(session)).copy_records_to_table(table.name, columns=columns, records=records)


async def copy_lines(session: AsyncSession, table: Table, columns: Sequence[str], lines: Iterable[str]) -> None:
    """The same for records that are written as COPY's text format has them."""
    content = "".join(lines).encode()
    if content:
        driver = await _driver(session)
        await driver.copy_to_table(table.name, columns=columns, source=_whole(content), format="text")


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    """For the driver. A file it would keep in a circle of references, until the collector comes by."""
    yield content


async def _driver(session: AsyncSession) -> Any:
    return (await (await session.connection()).get_raw_connection()).driver_connection

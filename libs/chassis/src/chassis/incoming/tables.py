"""The columns that every kind of file has, and where its parts are counted."""

from typing import Any

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, Index, Integer, MetaData, String, Table, Text, Uuid

from chassis.database import Instant
from kernel.incoming import State


def file_columns() -> list[Column[Any]]:
    """Of a table of files, in which each service adds its own."""
    return [
        Column("id", Uuid, primary_key=True),
        Column("filename", String, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("by", String, nullable=False),
        Column("announced_at", Instant, nullable=False),
        Column("state", Enum(State, native_enum=False, values_callable=list), nullable=False),
        Column("trouble", Text),
        Column("finished_at", Instant),
        Column("version", Integer, nullable=False),
    ]


def index_to_read(files: Table) -> Index:
    """Those that wait, in order."""
    return Index(
        f"{files.name}_to_read_idx", files.c.id, postgresql_where=files.c.state.in_([State.WAITING, State.READING])
    )


def parts_table(metadata: MetaData, name: str, files: Table) -> Table:
    """The parts of a file that are in the store."""
    return Table(
        name,
        metadata,
        Column("import_id", ForeignKey(files.c.id), primary_key=True),
        Column("part", Integer, primary_key=True),
    )

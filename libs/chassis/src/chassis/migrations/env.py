"""Alembic's environment, the same for every service: run inside the connection that `chassis.migrations` opened."""

from collections.abc import Collection
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import ExecuteSQLOp, MigrationScript
from alembic.runtime.migration import MigrationContext
from sqlalchemy import ARRAY, Enum, TypeDecorator, inspect
from sqlalchemy.schema import SchemaItem

from chassis.migrations import PLUMBING, metadata_of

service = context.config.get_main_option("service") or PLUMBING
ours = metadata_of(service)
alone: bool = context.config.attributes.get("alone", False)
schemas = {table.schema for metadata in ours for table in metadata.tables.values()}


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Schemas that no table of ours is in are somebody else's."""
    return kind != "schema" or name in schemas


def with_new_schemas(migration: MigrationContext, _: object, scripts: Collection[MigrationScript]) -> None:
    """A schema is made before its first table."""
    known = {None, *inspect(migration.connection).get_schema_names()}
    for script in scripts:
        for name in sorted(filter(None, schemas - known)):
            for upgrade in script.upgrade_ops_list:
                upgrade.ops.insert(0, ExecuteSQLOp(f"create schema {name}"))
            for downgrade in script.downgrade_ops_list:
                downgrade.ops.append(ExecuteSQLOp(f"drop schema {name}"))


def of_this_branch(item: SchemaItem, name: str | None, kind: str, *_: object) -> bool:
    """A revision of one branch says nothing of the other's tables; a check compares all."""
    if kind != "table" or not alone:
        return True
    of_plumbing = name in metadata_of(PLUMBING)[0].tables
    return of_plumbing is (service == PLUMBING)


def as_kept(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """A column's type as the database knows it: a migration outlives the classes that the code reads it with."""
    match item if kind == "type" else None:
        case Enum(native_enum=False, length=length):
            return f"sa.String(length={length})"
        case TypeDecorator(impl=impl) if type(impl).__module__.startswith("sqlalchemy.dialects.postgresql"):
            autogen.imports.add("from sqlalchemy.dialects import postgresql")
            return f"postgresql.{type(impl).__name__}()"
        case TypeDecorator(impl=impl):
            return f"sa.{impl!r}"
        case ARRAY(item_type=inner) if written := as_kept("type", inner, autogen):
            return f"sa.ARRAY({written})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ours,
    include_schemas=len(schemas) > 1,
    include_name=is_ours,
    include_object=of_this_branch,
    process_revision_directives=with_new_schemas,
    render_item=as_kept,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()

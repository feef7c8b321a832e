"""Alembic's environment, the same for every service: run inside the connection that `chassis.migrations` opened."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import ARRAY, Enum, TypeDecorator
from sqlalchemy.schema import SchemaItem

from chassis.migrations import PLUMBING, metadata_of

service = context.config.get_main_option("service") or PLUMBING
ours = metadata_of(service)
alone: bool = context.config.attributes.get("alone", False)


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
    include_object=of_this_branch,
    render_item=as_kept,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()

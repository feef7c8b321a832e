"""A fresh database in a few hundredths of a second: a copy of a template that holds the service's tables.

To make a copy and to drop it costs most of what a short test costs. So a copy that a test leaves with its tables as
they were made is emptied and lent to the next; one whose tables, rights or settings were changed is dropped.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import asyncpg
from sqlalchemy import MetaData, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.logins import hand_over
from chassis.migrations import metadata_of
from chassis.testing.servers import PASSWORD

Tables = Callable[[], Sequence[MetaData]]

# Everything that `create_all` makes, and what might be changed of it. Rows do not count, nor where they are kept.
SHAPE = """
select md5(string_agg(part, ' ' order by part)) from (
    select concat(oid, relname, relkind, relacl, relrowsecurity, reloptions) from pg_class where oid >= 16384
    union all select n::text from pg_namespace n where oid >= 16384
    union all select a::text from pg_attribute a where attrelid >= 16384
    union all select d::text from pg_attrdef d where adrelid >= 16384
    union all select c::text from pg_constraint c where oid >= 16384
    union all select i::text from pg_index i where indexrelid >= 16384
    union all select t::text from pg_trigger t where tgrelid >= 16384
    union all select p::text from pg_proc p where oid >= 16384
    union all select setconfig::text from pg_db_role_setting
        where setdatabase = (select oid from pg_database where datname = current_database())
) as parts (part)
"""
LEAVE = """
select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
"""
# The file of a table that has held a row is not empty, nor has a sequence that was asked forgotten its last value.
USED = """
select string_agg(oid::regclass::text, ', ') from pg_class
where relkind = 'r' and oid >= 16384 and pg_relation_size(oid) > 0
"""
RESTART = """
select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
where last_value is not null
"""


@dataclass
class Template:
    """A database that nobody writes to, and its copies that nobody has at the moment."""

    server: str
    name: str
    shape: str
    idle: list[str] = field(default_factory=list)


#: What the roles are called that stand for a service's logins, as long as these tests run.
RUN = uuid4().hex[:8]
_roles: set[tuple[str, str]] = set()
_templates: dict[tuple[str, str], Template] = {}


@asynccontextmanager
async def fresh_database(server: str, service: str, tables: Tables | None = None) -> AsyncIterator[str]:
    """The URL of a database of one's own, with all tables of `service` and of the plumbing, and no row in them."""
    template = _templates.get((server, service))
    if template is None:
        metadata = metadata_of(service) if tables is None else tables()
        template = _templates[server, service] = await template_of(server, metadata)
    name = template.idle.pop() if template.idle else await copy_of(template)
    try:
        yield url_of(server, name)
    finally:
        if await emptied(url_of(server, name)) == template.shape:
            template.idle.append(name)
        else:
            await dropped(server, name)


@asynccontextmanager
async def empty_database(server: str) -> AsyncIterator[str]:
    """The URL of a new database without tables; gone afterwards."""
    name = f"test_{uuid4().hex}"
    await administer(server, f'create database "{name}"')
    try:
        yield url_of(server, name)
    finally:
        await dropped(server, name)


async def template_of(server: str, tables: Sequence[MetaData]) -> Template:
    """A database made once by `create_all`; that the migrations make the same one is proved elsewhere."""
    name = f"template_{uuid4().hex}"
    await administer(server, f'create database "{name}"')
    owners = {schema: role_of(schema) for schema in schemas_of(tables)}
    for role in owners.values():
        await create_role(server, role)
    engine = create_async_engine(url_of(server, name), poolclass=NullPool)
    async with engine.begin() as connection:
        for metadata in tables:
            await connection.run_sync(metadata.create_all)
        await hand_over(connection, owners)
    await engine.dispose()
    return Template(server, name, await emptied(url_of(server, name)))


def schemas_of(tables: Sequence[MetaData]) -> set[str]:
    """The schemas that need a login each; none where there is but one, which the superuser may open as well."""
    found = {table.schema or "public" for metadata in tables for table in metadata.tables.values()}
    return found if len(found) > 1 else set()


def logins_of(service: str, url: str) -> Mapping[str, str]:
    """The URLs by which a service logs in to this database, by their settings: none of them a superuser's."""
    urls = {
        "database_url" if schema == "public" else f"{schema}_database_url": make_url(url).set(
            username=role_of(schema), password=PASSWORD
        )
        for schema in schemas_of(metadata_of(service))
    }
    return {name: each.render_as_string(hide_password=False) for name, each in urls.items()} or {"database_url": url}


def role_of(schema: str) -> str:
    """The role that owns the tables of a schema in these tests' databases."""
    return f"test_{RUN}_{schema}"


async def create_role(server: str, role: str) -> None:
    """One that may do nothing but what it is given."""
    if (server, role) not in _roles:
        _roles.add((server, role))
        await administer(server, f"create role {role} login password '{PASSWORD}'")


async def copy_of(template: Template) -> str:
    """The name of a new database that is what the template is."""
    name = f"test_{uuid4().hex}"
    await administer(template.server, f'create database "{name}" template "{template.name}"')
    return name


async def emptied(url: str) -> str:
    """Send everybody away from a database, take all rows out, start its numbers anew. Returns the shape of the rest."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(LEAVE)
        if used := await connection.fetchval(USED):
            await connection.execute(f"truncate {used} cascade")
        await connection.execute(RESTART)
        return str(await connection.fetchval(SHAPE))
    finally:
        await connection.close()


async def dropped(server: str, *names: str) -> None:
    """These databases are no longer there, whoever was connected to them."""
    await administer(server, *(f'drop database "{name}" with (force)' for name in names))


async def forget() -> None:
    """Leave nothing behind on a server that outlives the tests."""
    while _templates:
        _, template = _templates.popitem()
        await dropped(template.server, *template.idle, template.name)
    while _roles:
        server, role = _roles.pop()
        await administer(server, f"drop role {role}")


async def administer(server: str, *statements: str) -> None:
    """Say something to the server that no transaction may hold."""
    connection = await asyncpg.connect(url_of(server).replace("+asyncpg", ""))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def url_of(server: str, database: str | None = None) -> str:
    """The same server and user, another database."""
    url = make_url(server)
    return (url if database is None else url.set(database=database)).render_as_string(hide_password=False)

"""A fresh database in a few hundredths of a second: a copy of a template that holds the service's tables."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
from sqlalchemy import MetaData, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis.migrations import metadata_of

Tables = Callable[[], Sequence[MetaData]]
_templates: dict[tuple[str, str], str] = {}


@asynccontextmanager
async def fresh_database(server: str, service: str, tables: Tables | None = None) -> AsyncIterator[str]:
    """The URL of a database of one's own, with all tables of `service` and of the plumbing; gone afterwards."""
    template = _templates.get((server, service))
    if template is None:
        metadata = metadata_of(service) if tables is None else tables()
        template = _templates[server, service] = await template_of(server, metadata)
    async with empty_database(server, template=template) as url:
        yield url


@asynccontextmanager
async def empty_database(server: str, template: str = "template1") -> AsyncIterator[str]:
    """The URL of a new database; gone afterwards."""
    name = f"test_{uuid4().hex}"
    await administer(server, f'create database "{name}" template "{template}"')
    try:
        yield url_of(server, name)
    finally:
        await administer(server, f'drop database "{name}" with (force)')


async def template_of(server: str, tables: Sequence[MetaData]) -> str:
    """A database made once by `create_all`; that the migrations make the same one is proved elsewhere."""
    name = f"template_{uuid4().hex}"
    await administer(server, f'create database "{name}"')
    engine = create_async_engine(url_of(server, name), poolclass=NullPool)
    async with engine.begin() as connection:
        for metadata in tables:
            await connection.run_sync(metadata.create_all)
    await engine.dispose()
    return name


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

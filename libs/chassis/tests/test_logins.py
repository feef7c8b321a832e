"""Two logins to one database: neither opens the other's schema, and what both write stands or falls together."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from chassis.database import open_engine, sessions_of
from chassis.logins import beside, hand_over
from chassis.testing import postgres_url
from chassis.testing.databases import create_role, empty_database, role_of, url_of

pytestmark = pytest.mark.integration
TABLES = (
    "create schema vault",
    "create table seen (name text primary key)",
    "create table vault.kept (name text primary key, often bigint generated always as identity)",
)
SEEN, KEPT = text("insert into seen values (:name)"), text("insert into vault.kept values (:name)")


@pytest.fixture
async def engine() -> AsyncIterator[AsyncEngine]:
    owners = {schema: role_of(schema) for schema in ("public", "vault")}
    for role in owners.values():
        await create_role(postgres_url(), role)
    async with empty_database(postgres_url()) as url:
        maker = create_async_engine(url)
        async with maker.begin() as connection:
            for statement in TABLES:
                await connection.execute(text(statement))
            await hand_over(connection, owners)
            await hand_over(connection, owners)  # it may be done again
        await maker.dispose()
        own, other = (login(url, role) for role in owners.values())
        opened = open_engine(own, connections=2, logins={"vault": other})
        yield opened
        await opened.dispose()


def login(url: str, role: str) -> str:
    return url.replace("postgres:", f"{role}:", 1)


async def count(engine: AsyncEngine) -> tuple[int, int]:
    """How many rows each login finds in its table."""
    async with sessions_of(engine, "registry")() as session:
        seen = await session.scalar(text("select count(*) from seen"))
        kept = await beside(session, "vault").scalar(text("select count(*) from vault.kept"))
        return int(seen or 0), int(kept or 0)


async def write(session: AsyncSession, name: str) -> None:
    await session.execute(SEEN, {"name": name})
    await beside(session, "vault").execute(KEPT, {"name": name})


async def test_neither_login_opens_what_is_the_others(engine: AsyncEngine) -> None:
    for statement, by_other in ((SEEN, True), (KEPT, False)):
        async with sessions_of(engine, "registry")() as session:
            with pytest.raises(ProgrammingError, match="permission denied"):
                await (beside(session, "vault") if by_other else session).execute(statement, {"name": "anybody"})


async def test_what_both_write_is_committed_with_one_commit_again_and_again(engine: AsyncEngine) -> None:
    async with sessions_of(engine, "registry")() as session:
        for name in ("one", "two"):
            await write(session, name)
            await session.commit()
    assert await count(engine) == (2, 2)


async def test_what_is_written_beside_nothing_is_committed_too(engine: AsyncEngine) -> None:
    async with sessions_of(engine, "registry").begin() as session:
        await beside(session, "vault").execute(KEPT, {"name": "one"})
    async with sessions_of(engine, "registry")() as session:
        await beside(session, "vault").execute(KEPT, {"name": "two"})
        assert session.in_transaction()
        await session.commit()
    assert await count(engine) == (0, 2)


async def test_what_is_rolled_back_or_left_is_rolled_back_on_both_sides(engine: AsyncEngine) -> None:
    async with sessions_of(engine, "registry")() as session:
        await write(session, "one")
        await session.rollback()
        await write(session, "two")
    assert await count(engine) == (0, 0)


async def test_what_either_side_refuses_neither_keeps(engine: AsyncEngine) -> None:
    async with sessions_of(engine, "registry").begin() as session:
        await write(session, "one")
    for there, name in ((SEEN, "two"), (KEPT, "three")):
        async with sessions_of(engine, "registry")() as session:
            await write(session, name)
            with pytest.raises(IntegrityError):
                await (session if there is SEEN else beside(session, "vault")).execute(there, {"name": "one"})
    assert await count(engine) == (1, 1)


async def test_who_waits_for_the_others_few_connections_has_its_own(engine: AsyncEngine) -> None:
    async with sessions_of(engine, "registry")() as session:
        await beside(session, "vault").execute(text("select 1"))
        assert engine.pool.checkedout() == 1  # type: ignore[attr-defined]


async def test_the_others_connections_go_with_its_own(engine: AsyncEngine) -> None:
    await count(engine)
    await engine.dispose()
    ours = "select count(*) from pg_stat_activity where usename = any(%s)"
    names = f"array['{role_of('public')}', '{role_of('vault')}']"
    checking = create_async_engine(url_of(postgres_url()))
    async with checking.connect() as connection:
        assert await connection.scalar(text(ours % names)) == 0
    await checking.dispose()

"""The plumbing's migrations make the plumbing's tables, whoever runs them at the same time."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Column, Integer, Table, text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.database import plumbing
from chassis.migrations import PLUMBING, check, upgrade
from chassis.testing import postgres_url
from chassis.testing.databases import empty_database


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with empty_database(postgres_url()) as one:
        yield one


async def test_the_migrations_make_the_tables_that_the_code_declares(url: str) -> None:
    await asyncio.gather(upgrade(PLUMBING, url), upgrade(PLUMBING, url))
    assert await check(PLUMBING, url) is None


async def test_a_table_without_a_migration_is_noticed(url: str) -> None:
    await upgrade(PLUMBING, url)
    forgotten = Table("forgotten", plumbing, Column("id", Integer, primary_key=True))
    try:
        assert "forgotten" in str(await check(PLUMBING, url))
    finally:
        plumbing.remove(forgotten)


async def test_a_column_that_nobody_declares_any_more_is_noticed(url: str) -> None:
    await upgrade(PLUMBING, url)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("alter table ledger add column left_over text"))
    await engine.dispose()
    assert "left_over" in str(await check(PLUMBING, url))

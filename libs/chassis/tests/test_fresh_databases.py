"""A database that was used is as good as a new one, or is not lent again."""

import asyncpg
import pytest

from chassis.testing import postgres_url
from chassis.testing.databases import fresh_database

pytestmark = pytest.mark.integration
EVENT = """
insert into ledger (event_id, type, entity, entity_version, occurred_at, body)
values (gen_random_uuid(), 'tendering.notice.published.v1', gen_random_uuid(), 1, now(), '') returning seq
"""


async def said(url: str, *statements: str) -> tuple[object, ...]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return tuple([await connection.fetchval(statement) for statement in statements])
    finally:
        await connection.close()


async def lent(*statements: str) -> tuple[object, ...]:
    async with fresh_database(postgres_url(), "tendering") as url:
        return await said(url, "select current_database()", *statements)


async def test_what_a_test_wrote_is_gone_and_numbers_begin_anew() -> None:
    first = await lent("select count(*) from ledger", EVENT)
    assert await lent("select count(*) from ledger", EVENT) == first == (first[0], 0, 1)


async def test_a_number_that_was_drawn_for_a_row_that_never_was_is_drawn_again() -> None:
    drawn = "select nextval(pg_get_serial_sequence('ledger', 'seq'))"
    assert await lent(drawn) == await lent(drawn)


@pytest.mark.parametrize(
    "change",
    [
        "alter table notices add column colour text",
        "alter table notices alter column title drop not null",
        "create function weather() returns text language sql as 'select 1::text'",
        "create schema elsewhere",
        "drop index ledger_unnumbered",
        "grant select on ledger to public",
        "do $$ begin execute format('alter database %I set work_mem to ''1MB''', current_database()); end $$",
    ],
    ids=["column", "constraint", "function", "schema", "index", "right", "setting"],
)
async def test_a_database_whose_shape_was_changed_is_not_lent_again(change: str) -> None:
    [changed, *_] = await lent(change)
    [another] = await lent()
    assert another != changed


async def test_who_stays_connected_is_sent_away() -> None:
    async with fresh_database(postgres_url(), "tendering") as url:
        left_open = await asyncpg.connect(url.replace("+asyncpg", ""))
        await left_open.execute("begin; lock table ledger")
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await left_open.execute("select 1")

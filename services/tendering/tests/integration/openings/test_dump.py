"""Whoever copies the database before the opening finds no price in it, however it might be written."""

import logging

import pytest
from services.tendering.tests.builders import DEADLINE, NOW, at, notice_body, pounds
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.quorum import CEREMONY, a_quorum, sealed_body
from services.tendering.tests.planted import LOTS, PLANTED, bodies, found, spellings
from sqlalchemy import text

pytestmark = pytest.mark.integration


async def dump(line: Line) -> bytes:
    """Every row of every table as text, and every byte that a column holds."""
    kept = []
    async with line.service.sessions() as session:
        tables = await session.scalars(text("select tablename from pg_tables where schemaname = 'public'"))
        for name in tables.all():
            for row in await session.execute(text(f'select t.*, t::text as whole from "{name}" t')):
                kept += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(kept)


async def test_none_of_200_amounts_is_in_a_dump_a_ledger_or_a_log_before_the_opening(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    quorum = await a_quorum(line)
    lots = [{"title": f"Lot {place}", "value": pounds("1000.00")} for place in range(LOTS)]
    notice = await quorum.sealed_notice(line, lots=lots)
    sealing = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    path, (first, second) = f"{V1}/notices/{notice['id']}/bids", bodies(notice)
    own = sealed_body(sealing, notice, line.trust, body=first)
    for client, body in ((line.provider, own), (line.competitor, second)):
        key = {"Idempotency-Key": "planted"}
        done(await client.post(path, json=body, headers=at(NOW) | key), 201)
    await line.service.due(DEADLINE)
    assert found(await dump(line)) == []
    assert found(caplog.text.encode()) == []
    await quorum.opens(notice, 1, 2)
    await line.service.due(CEREMONY)
    assert found(await dump(line)) == PLANTED


async def test_the_search_does_find_what_is_kept_in_clear(line: Line) -> None:
    lots = [{"title": f"Lot {place}", "value": pounds("1000.00")} for place in range(LOTS)]
    notice = await line.published(**notice_body(lots=lots))
    first, _ = bodies(notice)
    done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=first, headers=at(NOW)), 201)
    assert found(await dump(line)) == PLANTED[:LOTS]


@pytest.mark.parametrize("place", range(13))
def test_the_search_knows_every_spelling(place: int) -> None:
    assert found(b"..." + spellings(PLANTED[0])[place] + b"...") == PLANTED[:1]

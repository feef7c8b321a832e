"""The front door on a real socket: what the parser and the guard refuse, counted in answers."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator

import pytest
from libs.chassis.tests.desk import Desk, an_item, listening
from sqlalchemy import text

from chassis.database import open_engine, sessions_of
from chassis.halts import halt
from chassis.health import connected, latest_revisions
from chassis.ledger import RELAY
from chassis.logs import JsonLines
from chassis.testing import broker

HOST = b"Host: desk\r\n"
READ = b"GET /registry/v1/items/now/told HTTP/1.1\r\n"


@pytest.fixture
async def port(desk: Desk) -> AsyncIterator[int]:
    """The desk on a real socket."""
    async with listening(desk) as one:
        yield one


async def answers(port: int, sent: bytes) -> list[int]:
    """The statuses of all answers to these bytes, until the server closes or falls silent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    received = b""
    with contextlib.suppress(TimeoutError, ConnectionError):
        while piece := await asyncio.wait_for(reader.read(65536), 0.5):
            received += piece
    writer.close()
    return [int(part[:3]) for part in received.split(b"HTTP/1.1 ")[1:]]


async def test_a_plain_request_is_answered(port: int) -> None:
    assert await answers(port, READ + HOST + b"\r\n") == [200]
    assert await answers(port, (READ + HOST + b"\r\n") * 50) == [200] * 50


async def test_whatever_is_read_can_be_asked_for_without_its_body(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(READ.replace(b"GET", b"HEAD") + HOST + b"Connection: close\r\n\r\n")
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    assert head.startswith(b"HTTP/1.1 200")
    assert b"etag: " in head.lower()
    assert body == b""


@pytest.mark.parametrize(
    "headers",
    [
        HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        HOST + b"Transfer-Encoding : chunked\r\n",
        HOST + b"Content-Length: +3\r\n",
        HOST + b"Content-Length: -1\r\n",
        HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n",
        HOST + b"X-A: b\r\n c\r\nContent-Length : 3\r\n",
        b"",
        HOST + HOST,
        HOST + b"X_User_Id: ann\r\n",
        HOST + b"X-A: " + b"a" * 200_000 + b"\r\n",
        HOST + b"".join(b"X-%d: a\r\n" % n for n in range(20_000)),
        HOST + b"Cookie: " + b"c" * 65_536 + b"\r\n",
        HOST + b"Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
    ],
)
async def test_a_request_that_two_parsers_read_differently_is_answered_once_with_a_refusal(
    port: int, headers: bytes
) -> None:
    smuggled = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n"
    statuses = await answers(port, READ + headers + b"\r\n" + (smuggled if b"chunked" in headers else b""))
    assert [status for status in statuses if status < 400] == []
    assert len(statuses) == 1
    assert statuses[0] in {400, 431}


async def test_after_all_that_it_still_serves(port: int) -> None:
    for garbage in (b"\x00\xff" * 100, b"GET\r\n\r\n", b"A" * 2000 + b" / HTTP/1.1\r\n\r\n"):
        assert await answers(port, garbage) in ([400], [])
    assert await answers(port, READ + HOST + b"\r\n") == [200]


async def test_every_request_leaves_one_line_of_known_fields(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    canary = "CANARY-7f3a"
    trace = "0af7651916cd43dd8448eb211c80319c"
    client = desk.client(subject=canary)
    sent = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "Request-Id": "req-1"}
    answer = await client.post("/items", json=an_item(name=canary), headers=sent)
    await client.get(f"/items/{answer.json()['id']}", params={"x": canary})
    await client.post("/items", json=an_item(), headers={"Authorization": f"Bearer {canary}"})
    await client.post(f"/items/{answer.json()['id']}/fail/{canary}")
    lines = [json.loads(JsonLines("registry").format(record)) for record in caplog.records if record.name != "httpx"]
    assert canary not in json.dumps(lines)
    told = [line for line in lines if line["logger"] == "chassis.requests" and line["message"] == "answered"]
    assert [(line["method"], line["route"], line["status"]) for line in told] == [
        ("POST", "/registry/v1/items", 201),
        ("GET", "/registry/v1/items/{item_id}", 422),
        ("POST", "/registry/v1/items", 401),
        ("POST", "/registry/v1/items/{item_id}/fail/{how}", 500),
    ]
    assert told[0]["trace_id"] == trace
    assert answer.headers["Request-Id"] == "req-1"
    [unhandled] = [line for line in lines if line.get("error")]
    assert (unhandled["error"], unhandled["frames"][-1].rsplit(" ", 1)[1]) == ("ZeroDivisionError", "fail")


async def test_metrics_count_by_route_and_tell_where_the_ledger_is(desk: Desk) -> None:
    client = desk.client()
    for name in ("one", "two"):
        await client.post("/items", json=an_item(name=name))
    await client.get("/nothing/like/this")
    shown = (await client.get("http://desk/metrics")).text
    assert 'http_request_duration_seconds_count{method="POST",route="/registry/v1/items",status="201"} 2.0' in shown
    assert 'http_request_duration_seconds_count{method="GET",route="none",status="404"} 1.0' in shown
    assert "ledger_head 0.0" in shown  # no relay runs here: nothing is numbered


async def test_a_service_that_cannot_do_its_work_says_why(desk: Desk) -> None:
    client = desk.client(subject="")
    assert (await client.get("http://desk/healthz")).json() == {"status": "ok"}
    desk.app.state.settings = desk.app.state.settings.model_copy(update={"nats_url": "nats://127.0.0.1:1"})
    answer = await client.get("http://desk/readyz")
    checks = answer.json()["checks"]
    assert (answer.status_code, checks["database"], checks["readers"]) == (503, "ok", "ok")
    assert checks["broker"].startswith("unreachable")


async def test_a_service_is_ready_only_when_its_database_is_migrated(desk: Desk) -> None:
    client = desk.client(subject="")
    for revisions, reason in (
        ([], "never migrated"),
        (["elsewhere_001"], f"not migrated to {', '.join(sorted(latest_revisions('registry')))}"),
        (latest_revisions("registry"), "ok"),
    ):
        async with desk.sessions.begin() as session:
            if revisions:
                await session.execute(text("create table if not exists alembic_version (version_num text)"))
            for revision in revisions:
                await session.execute(text("insert into alembic_version values (:revision)"), {"revision": revision})
        assert (await client.get("http://desk/readyz")).json()["checks"]["migrations"] == reason


async def test_a_service_whose_ledger_stands_still_says_so_and_can_be_read(desk: Desk) -> None:
    client = desk.client()
    async with desk.sessions.begin() as session:
        await session.execute(text("create table alembic_version (version_num text)"))
        for revision in latest_revisions("registry"):
            await session.execute(text("insert into alembic_version values (:revision)"), {"revision": revision})
        await halt(session, RELAY, "REGISTRY_1 is ahead")
    desk.app.state.settings = desk.app.state.settings.model_copy(
        update={"nats_url": broker().url, "nats_monitor_url": broker().monitor or ""}
    )
    answer = await client.get("http://desk/readyz")
    assert answer.json()["checks"]["readers"] == "relay stands still: REGISTRY_1 is ahead"
    if broker().monitor:
        assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert (await client.get("/items")).status_code == 200
    assert (await client.post("/items", json=an_item())).status_code == 503


async def test_all_who_ask_after_the_broker_share_one_connection(desk: Desk) -> None:
    desk.app.state.settings = desk.app.state.settings.model_copy(update={"nats_url": broker().url})
    first, second = await asyncio.gather(connected(desk.app), connected(desk.app))
    assert first is second


async def test_a_service_of_the_release_before_is_ready_on_the_tables_of_the_next(desk: Desk) -> None:
    """While a release rolls out both answer, and the databases are migrated already."""
    later = [
        f"{branch}_{int(number) + 1:03}" for branch, number in (r.rsplit("_", 1) for r in latest_revisions("registry"))
    ]
    earlier = [f"{revision.rsplit('_', 1)[0]}_000" for revision in later]
    client = desk.client(subject="")
    for revisions, is_ready in ((earlier, False), (later, True)):
        async with desk.sessions.begin() as session:
            await session.execute(text("create table if not exists alembic_version (version_num text)"))
            await session.execute(text("truncate alembic_version"))
            for revision in revisions:
                await session.execute(text("insert into alembic_version values (:revision)"), {"revision": revision})
        answer = await client.get("http://desk/readyz?except=broker")
        assert (answer.json()["checks"]["migrations"] == "ok") is is_ready


async def test_a_balancer_asks_only_for_what_keeps_a_service_from_answering(desk: Desk) -> None:
    client = desk.client(subject="")
    desk.app.state.settings = desk.app.state.settings.model_copy(update={"nats_url": "nats://127.0.0.1:1"})
    answer = await client.get("http://desk/readyz?except=broker")
    assert set(answer.json()["checks"]) == {"database", "migrations", "readers"}


async def test_a_connection_that_the_server_closed_is_replaced_before_it_is_used(desk: Desk) -> None:
    client = desk.client()
    await asyncio.gather(*(client.get("/items") for _ in range(5)))
    async with desk.sessions() as session:
        others = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where pid <> pg_backend_pid()"
        assert await session.scalar(text(f"{others} and datname = current_database()")) >= 1
    for name in ("one", "two", "three"):
        assert (await client.post("/items", json=an_item(name=name))).status_code == 201


async def test_when_the_database_is_gone_a_client_is_told_to_come_again(desk: Desk) -> None:
    client = desk.client()
    nowhere = open_engine(desk.app.state.engine.url.set(port=1).render_as_string(hide_password=False))
    desk.app.state.sessions = desk.app.state.readings = sessions_of(nowhere, "registry")
    for answer in (await client.get("/items"), await client.post("/items", json=an_item())):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
        assert answer.json()["type"] == "/problems/unavailable"
    assert (await client.get("http://desk/readyz")).json()["checks"]["database"].startswith("unreachable")

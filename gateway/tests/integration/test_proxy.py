"""What passes through the door, and what does not."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import httpx
import pytest
from gateway.tests.conftest import BUYER, COUNCIL, House


class Opened(Protocol):
    """The fixture `opened`."""

    def __call__(self, **settings: Any) -> AbstractAsyncContextManager[House]: ...


async def test_a_public_read_reaches_the_service_without_a_token(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        answer = await anybody.get("/registry/v1/things?q=a%20b&q=c")
    assert answer.status_code == 200
    assert (answer.json()["path"], answer.json()["query"]) == ("/registry/v1/things", "q=a%20b&q=c")
    assert "authorization" not in dict(answer.json()["headers"])


async def test_a_service_hears_who_asks_from_the_gateway_alone(gateway_house: House) -> None:
    lies = {
        "X-User-Id": "0",
        "X-Forwarded-For": "192.0.2.1",
        "Forwarded": "for=192.0.2.1",
        "baggage": "a=b",
        "Cookie": "a=b",
    }
    async with gateway_house.caller(**await gateway_house.signed_in(BUYER), **lies) as buyer:
        told = dict((await buyer.get("/registry/v1/things")).json()["headers"])
    assert not {name.lower() for name in lies} & told.keys()
    assert told["authorization"].startswith("Bearer ")
    assert told["authorization"] != buyer.headers["authorization"]
    assert told["traceparent"].startswith("00-")


async def test_a_service_can_verify_what_it_is_told(gateway_house: House) -> None:
    from chassis.keys import KeySet
    from chassis.tokens import Verifier

    async with gateway_house.caller(**await gateway_house.signed_in(BUYER)) as buyer:
        told = dict((await buyer.get("/registry/v1/things")).json()["headers"])
        keys = KeySet.of((await buyer.get("/.well-known/jwks.json")).json())
    token = told["authorization"].removeprefix("Bearer ")
    actor = await Verifier("registry").actor(token, keys, now=time.time())
    assert (actor.subject, str(actor.organisation), set(actor.roles)) == ("buyer", COUNCIL, {"commissioner"})


async def test_a_service_hears_when_a_command_was_read_to_its_end_from_the_gateway_alone(gateway_house: House) -> None:
    lie = {"Commonweal-Arrival": "yesterday"}
    async with gateway_house.caller(**await gateway_house.signed_in(BUYER), **lie) as buyer:
        told = dict((await buyer.post("/registry/v1/things", content=b"{}")).json()["headers"])
        large = dict((await buyer.post("/registry/v1/things", content=b"x" * 3_000_000)).json()["headers"])
    assert told["commonweal-arrival"].count(".") == 2
    assert "commonweal-arrival" not in large


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
async def test_a_body_of_any_size_arrives_whole(gateway_house: House, size: int) -> None:
    async def pieces() -> Any:
        for _ in range(10):
            yield b"x" * (size // 10)

    async with gateway_house.caller() as anybody:
        known = await anybody.post("/registry/v1/things", content=b"x" * size)
        chunked = await anybody.post("/registry/v1/things", content=pieces())
    assert known.status_code == 200, known.text
    assert known.json()["bytes"] == size
    assert chunked.json()["bytes"] == size // 10 * 10


async def test_an_answer_is_passed_on_piece_by_piece(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody, anybody.stream("GET", "/registry/v1/drip") as answer:
        async with asyncio.timeout(5):
            assert await anext(answer.aiter_raw()) == b"first\n"


async def test_when_the_client_leaves_the_service_is_left_alone(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        with pytest.raises(httpx.ReadTimeout):
            await anybody.get("/registry/v1/slow", timeout=0.3)
    async with asyncio.timeout(5):
        await gateway_house.upstream.left_alone.wait()


async def test_when_the_client_leaves_a_long_answer_the_service_may_stop(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody, anybody.stream("GET", "/registry/v1/drip") as answer:
        await anext(answer.aiter_raw())
    async with asyncio.timeout(5):
        await gateway_house.upstream.left_alone.wait()


async def test_a_client_that_takes_nothing_of_its_answer_keeps_no_service_waiting(opened: Opened) -> None:
    async with opened(patience=0.3) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=1024)
        writer.write(b"GET /registry/v1/flood HTTP/1.1\r\nHost: gateway\r\n\r\n")
        async with asyncio.timeout(5):
            assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
            await house.upstream.left_alone.wait()
        writer.transport.abort()


async def test_half_an_answer_does_not_look_whole(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        with pytest.raises(httpx.RemoteProtocolError):
            await anybody.get("/registry/v1/broken")


async def test_a_service_that_keeps_silent_is_not_waited_for(opened: Opened) -> None:
    async with opened(patience=0.2) as house, house.caller() as anybody:
        answer = await anybody.get("/registry/v1/slow")
    assert (answer.status_code, answer.json()["type"]) == (504, "/problems/timed-out")


async def test_a_service_that_is_not_there_is_said_to_be_so_and_then_left_alone(opened: Opened) -> None:
    nowhere = {"registry": "http://127.0.0.1:9", "transparency": "http://127.0.0.1:9"}
    async with opened(routes=nowhere) as house, house.caller() as anybody:
        answers = [await anybody.get("/registry/v1/things") for _ in range(7)]
        ready = await anybody.get("/readyz")
        alive = await anybody.get("/healthz")
    assert {answer.status_code for answer in answers} == {503}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers)
    assert answers[0].json()["type"] == "/problems/unavailable"
    assert (ready.status_code, alive.status_code) == (503, 200)


async def test_a_body_beyond_all_use_is_refused_however_it_is_sent(opened: Opened) -> None:
    async def pieces() -> Any:
        for _ in range(20):
            yield b"x" * 1000

    async with opened(largest_body=10_000) as house, house.caller() as anybody:
        known = await anybody.post("/registry/v1/things", content=b"x" * 20_000)
        chunked = await anybody.post("/registry/v1/things", content=pieces())
        fitting = await anybody.post("/registry/v1/things", content=b"x" * 10_000)
    assert (known.status_code, chunked.status_code, fitting.status_code) == (413, 413, 200)


async def test_an_answer_keeps_no_trace_of_the_inside(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        answer = await anybody.get("/registry/v1/things")
        moved = await anybody.get("/registry/v1/moved")
    assert "x-private" not in answer.headers
    assert "server" not in answer.headers
    assert len(answer.headers.get_list("date")) == 1
    assert moved.headers["location"] == "/registry/v1/elsewhere"


async def test_an_answer_carries_the_name_of_its_request(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        given = await anybody.get("/registry/v1/things", headers={"X-Request-Id": "council-run-0042"})
        unnamed = await anybody.get("/registry/v1/things")
    assert given.headers["x-request-id"] == "council-run-0042"
    assert dict(given.json()["headers"])["request-id"] == "council-run-0042"
    assert len(unnamed.headers["x-request-id"]) == 32


async def test_each_request_leaves_one_line_that_holds_no_secret(
    gateway_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    token = await gateway_house.signed_in(BUYER)
    caplog.clear()
    with caplog.at_level("INFO", "gateway.edge"):
        async with gateway_house.caller(**token) as buyer:
            await buyer.post("/registry/v1/things?name=Canary", content=b"Canary")
    [line] = [record for record in caplog.records if record.name == "gateway.edge"]
    told = vars(line)
    assert (told["method"], told["route"], told["status"]) == ("POST", "registry", 200)
    assert "Canary" not in str(told)
    assert token["Authorization"][10:] not in str(told)


async def test_pages_of_other_origins_may_read_and_not_write(gateway_house: House) -> None:
    async with gateway_house.caller(Origin="https://elsewhere.example") as page:
        read = await page.get("/registry/v1/things")
        written = await page.post("/registry/v1/things")
        asked = await page.options("/registry/v1/things", headers={"Access-Control-Request-Method": "POST"})
    assert read.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in read.headers
    assert "access-control-allow-origin" not in written.headers
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD"


async def test_anything_else_that_is_read_is_the_public_site(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        assert (await anybody.get("/grants")).json()["path"] == "/grants"
        assert (await anybody.get("/")).json()["path"] == "/"
        assert (await anybody.post("/grants")).status_code == 404
        assert (await anybody.get("/redoc")).status_code == 404


async def test_a_review_reaches_its_service_without_a_trace(opened: Opened) -> None:
    async with opened(untraced=["/registry/v1/reviews"]) as house, house.caller() as rater:
        for path in ("/registry/v1/reviews", "/registry/v1/%72eviews"):
            told = (await rater.post(path, json={})).json()
            assert "traceparent" not in dict(told["headers"])
        assert "traceparent" in dict((await rater.post("/registry/v1/things", json={})).json()["headers"])


@pytest.mark.parametrize(
    "path", ["//registry/v1/things", "/registry//v1/things", "/registry/v1/..%2f..%2fmetrics", "/%2e%2e/metrics"]
)
async def test_an_ambiguous_path_reaches_nobody(gateway_house: House, path: str) -> None:
    async with gateway_house.caller() as anybody:
        answer = await anybody.get(httpx.URL(gateway_house.url).copy_with(raw_path=path.encode()))
    assert answer.status_code == 400
    assert gateway_house.upstream.asked == []


async def test_story_time_is_for_the_sandbox_only(opened: Opened) -> None:
    story = {"Commonweal-Now": "2026-11-25T09:00:00Z"}
    async with opened() as house, house.caller(**story) as anybody:
        refused = await anybody.get("/registry/v1/things")
    async with opened(sandbox=True) as house, house.caller(**story) as anybody:
        told = dict((await anybody.get("/registry/v1/things")).json()["headers"])
    assert (refused.status_code, refused.json()["type"]) == (400, "/problems/no-sandbox")
    assert told["commonweal-now"] == "2026-11-25T09:00:00Z"


async def test_a_hundred_callers_at_once_each_get_their_own_answer(gateway_house: House) -> None:
    async with gateway_house.caller() as anybody:
        paths = [f"/registry/v1/things/{number}" for number in range(100)]
        answers = await asyncio.gather(*(anybody.get(path) for path in paths))
    assert [answer.json()["path"] for answer in answers] == paths

"""What is everybody's is kept as long as its service says, and nothing else is kept at all."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import Message, Send

from gateway.cache import LARGEST, MOST, ROOM, Cache, age_of, key_of

KEY = ("/ratings/v1/summaries", "", (b"", b"", b""))


class Service:
    """Counts how often it is asked; answers with that number."""

    def __init__(self, control: bytes = b"public, max-age=1", status: int = 200) -> None:
        self.control, self.status, self.asked = control, status, 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def carry(self, send: Send) -> None:
        self.asked += 1
        number = self.asked
        await self.gate.wait()
        await send(started(self.control, self.status))
        await send({"type": "http.response.body", "body": str(number).encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def started(control: bytes, status: int = 200, *more: tuple[bytes, bytes]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": [(b"Cache-Control", control), *more]}


async def told(cache: Cache, carry: Callable[[Send], Awaitable[None]]) -> bytes:
    """What a client hears."""
    heard: list[Any] = []

    async def send(message: Message) -> None:
        heard.append(message)

    await cache.answer(KEY, send, carry)
    return b"".join(message.get("body", b"") for message in heard)


async def test_an_answer_is_shown_until_its_second_is_over() -> None:
    moment = [0.0]
    cache, service = Cache(lambda: moment[0]), Service()
    assert [await told(cache, service.carry) for _ in range(3)] == [b"1"] * 3
    moment[0] = 1.0
    assert await told(cache, service.carry) == b"2"


async def test_of_many_who_ask_at_once_one_is_carried_on() -> None:
    cache, service = Cache(), Service()
    service.gate.clear()
    asking = [asyncio.create_task(told(cache, service.carry)) for _ in range(20)]
    await asyncio.sleep(0)
    service.gate.set()
    assert set(await asyncio.gather(*asking)) == {b"1"}


async def test_who_takes_an_answer_slowly_holds_up_nobody_else() -> None:
    cache, slow, quick = Cache(patience=0.01), Service(), Service()
    slow.gate.clear()
    held_up = asyncio.create_task(told(cache, slow.carry))
    await asyncio.sleep(0)
    assert await told(cache, quick.carry) == b"1"
    assert (held_up.done(), quick.asked) == (False, 1)
    slow.gate.set()
    await held_up


def test_the_oldest_answers_make_room_for_new_ones() -> None:
    cache = Cache()
    for number in range(MOST + 1):
        cache.keep((f"/{number}", "", ()), [], 1, 0)
    assert (len(cache.kept), ("/0", "", ()) in cache.kept) == (MOST, False)
    for number in range(ROOM // LARGEST + 1):
        cache.keep((f"/large/{number}", "", ()), [], 1, LARGEST)
    assert cache.size == sum(kept.size for kept in cache.kept.values()) <= ROOM
    assert ("/large/0", "", ()) not in cache.kept
    assert (f"/large/{ROOM // LARGEST}", "", ()) in cache.kept


@pytest.mark.parametrize("service", [Service(b"no-store"), Service(b"private, max-age=1"), Service(status=404)])
async def test_what_is_not_everybodys_is_asked_each_time(service: Service) -> None:
    cache = Cache()
    assert [await told(cache, service.carry) for _ in range(2)] == [b"1", b"2"]
    assert cache.kept == {}


async def test_an_answer_that_breaks_off_is_not_kept_and_nobody_waits_for_ever() -> None:
    async def breaks(send: Send) -> None:
        await send(started(b"public, max-age=1"))
        raise ConnectionResetError

    cache, service = Cache(), Service()
    with pytest.raises(ConnectionResetError):
        await told(cache, breaks)
    assert (cache.kept, cache.asking) == ({}, {})
    assert await told(cache, service.carry) == b"1"


@pytest.mark.parametrize(
    "header",
    [
        *(
            b"authorization",
            b"x-api-key",
            b"cookie",
            b"commonweal-now",
            b"commonweal-after",
            b"if-none-match",
            b"cache-control",
        ),
        b"range",
    ],
)
def test_who_says_anything_of_themselves_gets_an_answer_of_their_own(header: bytes) -> None:
    assert key_of("GET", "/", "", [(header, b"x")]) is None
    assert key_of("POST", "/", "", []) is None
    assert key_of("GET", "/", "", [(b"accept", b"text/csv")]) != key_of("GET", "/", "", [(b"accept", b"*/*")])


def test_what_varies_by_more_than_we_look_at_is_not_kept() -> None:
    assert age_of(started(b"public, max-age=60", 200, (b"vary", b"Accept"))) == 60
    assert age_of(started(b"public, max-age=60", 200, (b"vary", b"Cookie"))) == 0
    assert age_of(started(b"public, max-age=60", 200, (b"set-cookie", b"a=1"))) == 0

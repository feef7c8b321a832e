"""Answers that their service says are everybody's, kept for as long as it says (RFC 9111 as a shared cache).

A service opts in with `Cache-Control: public, max-age=1`. Of many who ask at once one is carried on, the others wait
for its answer. Nothing is kept of requests that say who they are, when they are, or what they know already.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.types import Message, Send

from gateway.headers import Headers

MAX_AGE = re.compile(rb"(?:^|,)\s*max-age=([0-9]{1,4})\s*(?:,|$)", re.ASCII)
#: With one of these a request is its own: its answer may be another than everybody's.
OWN = frozenset(
    {
        *(b"authorization", b"x-api-key", b"cookie"),
        *(b"commonweal-after", b"commonweal-now", b"range", b"cache-control", b"prefer"),
        *(b"if-none-match", b"if-match", b"if-modified-since", b"if-unmodified-since", b"if-range"),
    }
)
#: By these a service may choose among answers, and `Vary` may name them and no others.
CHOICE = (b"accept", b"accept-encoding", b"accept-language")
LARGEST, MOST, ROOM = 256 * 1024, 2000, 32 * 1024 * 1024  # bytes of an answer, answers, and bytes of all
Key = tuple[str, str, tuple[bytes, ...]]


@dataclass
class Kept:
    """An answer, message for message, until a moment of the clock."""

    messages: list[Message]
    until: float
    size: int


@dataclass
class Cache:
    """Of one gateway process; it forgets everything with it.

    `patience` is how many seconds anybody waits for an answer to another's request, who may take it in very slowly.
    """

    clock: Callable[[], float] = time.monotonic
    patience: float = 2.0
    kept: dict[Key, Kept] = field(default_factory=dict)  # the oldest first
    size: int = 0
    asking: dict[Key, asyncio.Event] = field(default_factory=dict)

    async def answer(self, key: Key, send: Send, carry: Callable[[Send], Awaitable[None]]) -> None:
        """From what is kept, or as the service answers it now."""
        while (found := self.fresh(key)) is None:
            if key not in self.asking:
                await self.ask(key, send, carry)
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self.asking[key].wait(), self.patience)
            if self.fresh(key) is None:  # it is not everybody's, or not yet: each asks for themselves
                await carry(send)
                return
        for message in found.messages:
            await send(dict(message))

    def fresh(self, key: Key) -> Kept | None:
        """What may still be shown."""
        found = self.kept.get(key)
        if found is not None and self.clock() >= found.until:
            self.forget(key)
            return None
        return found

    def keep(self, key: Key, messages: list[Message], age: int, size: int) -> None:
        """In place of the oldest, where there is no room: most have long ended, and nobody asked for them again."""
        size += sum(map(len, (*key[:2], *key[2])))
        if key in self.kept:
            self.forget(key)
        while self.kept and (len(self.kept) >= MOST or self.size + size > ROOM):
            self.forget(next(iter(self.kept)))
        self.kept[key] = Kept(messages, self.clock() + age, size)
        self.size += size

    def forget(self, key: Key) -> None:
        """Let go of an answer that is kept."""
        self.size -= self.kept.pop(key).size

    async def ask(self, key: Key, send: Send, carry: Callable[[Send], Awaitable[None]]) -> None:
        """Have the service answer, and keep what it lets be kept."""
        heard = Heard(send)
        self.asking[key] = asyncio.Event()
        try:
            await carry(heard)
        finally:
            if heard.age and heard.whole:
                self.keep(key, heard.messages, heard.age, heard.size)
            self.asking.pop(key).set()


class Heard:
    """Passes an answer on, and remembers it if it may be kept."""

    def __init__(self, send: Send) -> None:
        self.send, self.age, self.size, self.whole = send, 0, 0, False
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.age = age_of(message)
        self.size += len(message.get("body", b""))
        if self.size > LARGEST:
            self.age, self.messages = 0, []
        if self.age:
            self.messages.append(dict(message))
        self.whole = message["type"] == "http.response.body" and not message.get("more_body")
        await self.send(message)


def key_of(method: str, path: str, query: str, headers: Headers) -> Key | None:
    """What requests with one answer have in common; None for one whose answer is its own."""
    if method != "GET" or not OWN.isdisjoint(name for name, _ in headers):
        return None
    said = dict(headers)
    return path, query, tuple(said.get(name, b"") for name in CHOICE)


def age_of(start: Message) -> int:
    """For how many seconds everybody may have this answer; 0 for one that may not be kept."""
    said = {name.lower(): value.lower() for name, value in start["headers"]}
    control = said.get(b"cache-control", b"")
    found = MAX_AGE.search(control)
    varies = {name.strip() for name in said.get(b"vary", b"").split(b",") if name.strip()}
    if start["status"] != 200 or found is None or b"public" not in control or b"set-cookie" in said:
        return 0
    return int(found[1]) if varies <= set(CHOICE) else 0

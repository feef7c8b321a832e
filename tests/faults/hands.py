"""The hands that send commands: they give up waiting, they try again with the same key, they never take a maybe."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
from tests.faults.history import Done, Effect, History

#: What says nothing about whether the command was done: ask again. 401 asks for a new token first.
AGAIN = {401, 429, 502, 503, 504}
CONFLICT = "/problems/conflict"
PATIENCE = 180.0  # seconds after which a command counts as unanswered
LONGEST_PAUSE = 1.0
#: One attempt in so many is given up at once, as if the client had died, and repeated: the first may still be at work.
IMPATIENCE = 25

Effects = Sequence[Effect] | Callable[[dict[str, Any]], Sequence[Effect]]


@dataclass(frozen=True)
class Credentials:
    """A client of the gateway."""

    client_id: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class Command:
    """What is to be done once. `expects` is the status that acknowledges it."""

    kind: str
    path: str
    body: Any = None
    method: str = "POST"
    now: str | None = None
    after: str | None = None
    effects: Effects = ()
    expects: int = 2
    keyed: bool = True  # else it is known by what it says: a second time it is refused as done already
    contended: bool = False  # another client may be quicker; then it is a new command


@dataclass
class Attempts:
    """One command on its way."""

    heard: list[int | str] = field(default_factory=list)
    key: str = field(default_factory=lambda: str(uuid4()))
    acknowledged: bool = False
    refusal: str | None = None
    answer: dict[str, Any] = field(default_factory=dict)
    event: str | None = None

    @property
    def uncertain(self) -> bool:
        """Whether an attempt before the last may have been done all the same."""
        return any(heard not in {401, 429} for heard in self.heard[:-1])


class Hand:
    """One client; anonymous without credentials."""

    def __init__(
        self, session: aiohttp.ClientSession, history: History, rng: random.Random, credentials: Credentials | None
    ) -> None:
        self.session, self.history, self.rng, self.credentials = session, history, rng, credentials
        self.token: str | None = None

    async def do(self, command: Command) -> Attempts:
        """Send it until it is answered for good, and tell the history."""
        attempts, began, deadline = Attempts(), self.history.now(), time.monotonic() + PATIENCE
        pause = 0.05
        while not await self.attempt(command, attempts) and attempts.refusal is None:
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(pause * self.rng.uniform(0.5, 1.5))
            pause = min(pause * 2, LONGEST_PAUSE)
        self.history.tell(
            Done(
                number=len(self.history.done) + 1,
                kind=command.kind,
                service=command.path.split("/")[1],
                heard=attempts.heard,
                acknowledged=attempts.acknowledged,
                refusal=attempts.refusal,
                effects=effects_of(command, attempts),
                began=began,
                ended=self.history.now(),
            )
        )
        return attempts

    async def attempt(self, command: Command, attempts: Attempts) -> bool:
        """Send it once; returns whether that settled it."""
        hurry = self.rng.uniform(0.001, 0.08) if self.rng.randrange(IMPATIENCE) == 0 else 12.0
        try:
            async with asyncio.timeout(hurry), self.session.request(
                command.method, command.path, headers=await self.headers(command, attempts), json=command.body
            ) as response:  # fmt: skip
                body = await response.json(content_type=None) if response.status != 204 else {}
                event = response.headers.get("Commonweal-Event")
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            attempts.heard.append(type(error).__name__)
            return False
        attempts.heard.append(response.status)
        attempts.answer, attempts.event = body or {}, event
        attempts.acknowledged = self.judged(command, attempts, response.status)
        return attempts.acknowledged

    def judged(self, command: Command, attempts: Attempts, status: int) -> bool:
        """Whether this answer settles the command; what is neither yes nor maybe is a refusal."""
        problem = attempts.answer.get("type") if status >= 400 else None
        if status == command.expects or (command.expects == 2 and status // 100 == 2):
            return True
        if status == 401:
            self.token = None
        if status in AGAIN:
            return False
        if problem == CONFLICT and not command.keyed and attempts.uncertain:
            return True  # it was done by an attempt of which nothing was heard
        if problem == CONFLICT and command.contended:
            return False  # with the same key: what failed left no claim, and an attempt before may still be at work
        attempts.refusal = f"{command.method} {command.path}: {status} {attempts.answer.get('detail')}"
        return False

    async def headers(self, command: Command, attempts: Attempts) -> Mapping[str, str]:
        """Who, when, after what, and under which key."""
        told = {
            "Authorization": f"Bearer {await self.signed_in()}" if self.credentials else None,
            "Idempotency-Key": attempts.key if command.keyed else None,
            "Commonweal-Now": command.now,
            "Commonweal-After": command.after,
        }
        return {name: value for name, value in told.items() if value is not None}

    async def signed_in(self) -> str:
        """A token. Raises ClientResponseError while the gateway gives none."""
        assert self.credentials is not None
        if self.token is None:
            asked = {
                "grant_type": "client_credentials",
                "client_id": self.credentials.client_id,
                "client_secret": self.credentials.secret,
            }
            async with self.session.post("/oauth/token", data=asked) as response:
                response.raise_for_status()
                self.token = (await response.json())["access_token"]
        return str(self.token)


def effects_of(command: Command, attempts: Attempts) -> Sequence[Effect]:
    """What must have come of a command; of one that was never acknowledged nothing is known."""
    if not attempts.acknowledged:
        return []
    return command.effects(attempts.answer) if callable(command.effects) else command.effects

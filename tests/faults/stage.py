"""The stage on which lines of work are played: who plays, what is unlike anything else, who waits for whom."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
from tests.faults.hands import Command, Credentials, Hand
from tests.faults.history import Effect, History

from commonweal.testing import Platform
from kernel.identifiers import new_id


class Interrupted(Exception):
    """A step of a line was refused, or never answered; the history knows, and the line ends here."""


@dataclass
class Stage:
    """Who plays, and what has been played. Every text that is sent is unlike any other."""

    history: History
    rng: random.Random
    registrar: Hand
    importer: Hand
    public: Hand
    buyers: Sequence[Hand]
    providers: Sequence[Hand]
    funders: Sequence[Hand]
    contested: list[str] = field(default_factory=list)  # organisations that many restate at once
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    counting: asyncio.Lock = field(default_factory=asyncio.Lock)

    def organisations(self) -> Iterator[tuple[Hand, str]]:
        """Who acts for an organisation, each with what it is registered as."""
        for role, hands in (("buyer", self.buyers), ("provider", self.providers), ("funder", self.funders)):
            yield from ((hand, role) for hand in hands)

    def mark(self, word: str) -> str:
        """A text that nothing else in this run bears."""
        return f"{word} {next(self.numbers):06}"


@dataclass
class Line:
    """One line of work; who comes next waits for what came before."""

    stage: Stage
    after: str | None = None

    async def do(self, hand: Hand, kind: str, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        """One step. Raises Interrupted."""
        attempts = await hand.do(Command(kind=kind, path=path, body=body, after=self.after, **more))
        if not attempts.acknowledged:
            raise Interrupted(attempts.refusal or kind)
        self.after = attempts.event or self.after
        return attempts.answer


def cast(platform: Platform, session: aiohttp.ClientSession, history: History, rng: random.Random) -> Stage:
    """Some organisations for each role, each with a client of its own, and the platform's own staff."""
    admin, first = platform.client("platform_admin"), {each["client_id"]: each for each in platform.state.clients()}

    def hand(credentials: Credentials | None) -> Hand:
        return Hand(session, history, random.Random(rng.random()), credentials)

    def staff(name: str) -> Hand:
        return hand(Credentials(name, first[name]["client_secret"]))

    def hired(*roles: str) -> Hand:
        asked = {"name": roles[0], "organisation": str(new_id()), "roles": roles}
        made = admin.post("/oauth/clients", json=asked).raise_for_status().json()
        return hand(Credentials(made["client_id"], made["client_secret"]))

    return Stage(
        history,
        rng,
        registrar=staff("registrar"),
        importer=staff("platform_admin"),
        public=hand(None),
        buyers=[hired("commissioner", "rater_issuer") for _ in range(4)],
        providers=[hired("provider") for _ in range(5)],
        funders=[hired("funder", "assessor") for _ in range(3)],
    )


async def enrol(stage: Stage, hand: Hand, role: str) -> None:
    """An organisation takes its place in the register."""
    name = stage.mark(f"Organisation {role}")
    made = Effect("registry", "registry.organisation.registered.v1", "organisation.name", (name,))
    body = {"name": name, "roles": [role], "address": {"locality": "Northbridge"}}
    await Line(stage).do(hand, "register", "/registry/v1/organisations", body, effects=[made])

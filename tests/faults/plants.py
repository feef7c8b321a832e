"""Bugs for a whole platform. A run that cannot find one of them proves nothing; see also chassis' test_planted_bugs."""

import random
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from libs.chassis.tests.test_planted_bugs import CursorRelay, EarlyRelay

from chassis import checkpoints, following, parked, relay
from chassis.checkpoints import Checkpoint
from chassis.projections import Projection, Write
from chassis.relay import Relay
from chassis.stream import Link, Sent, linked

FENCE = "Nats-Expected-Last-Sequence"
writes_of = Projection.writes
fenced: Callable[..., dict[str, str]] = relay.headers


async def always(*_: object) -> bool:
    """Everybody leads."""
    return True


async def apart(self: Projection, batch: Sequence[Sent], head: int, how: Callable[..., Awaitable[None]]) -> int:
    """Effects are committed, then the checkpoint; and often enough something comes between the two.

    Nothing else differs: what cannot be applied a second time is parked, as always.
    """
    async with self.sessions.begin() as session:
        checkpoint = await checkpoints.hold(session, self.key)
        links = list(linked(batch, checkpoint))
        if not links:
            return checkpoint.position
        lanes = await parked.lanes(session, self.key)
        await how(session, lanes.free(links), lanes)
    if random.random() < 0.2:
        raise ConnectionError("planted")
    async with self.sessions.begin() as session:
        last = links[-1]
        await checkpoints.see(session, self.key, parked.read(links, lanes))
        await checkpoints.move(session, self.key, Checkpoint(last.position, last.seal), head)
    return last.position


def swallow(self: Projection, link: Link) -> Iterable[Write]:
    """Every seventh event disappears, and again when everything is rebuilt."""
    return () if link.position % 7 == 0 else writes_of(self, link)


def plant(owner: Any, **parts: Any) -> Callable[[], None]:
    """Put these in the place of what is there."""

    def put() -> None:
        for name, part in parts.items():
            setattr(owner, name, part)

    return put


def without_fence(*told: Any) -> dict[str, str]:
    """Nothing tells the broker what came before."""
    return {name: value for name, value in fenced(*told).items() if name != FENCE}


def unfenced() -> None:
    """And any number of leaders."""
    plant(relay, headers=without_fence)()
    plant(Relay, elected=always)()


async def careless(reader: Any, jetstream: Any, to: Any) -> None:
    """A new epoch is read on from wherever the old one was left."""
    async with reader.sessions.begin() as session:
        await following.move_over(session, reader.key, to.config.name)


PLANTS: dict[str, Callable[[], None]] = {
    "a relay with a cursor": plant(Relay, number=CursorRelay.number, seen=0),
    "numbering before commit": plant(Relay, number=EarlyRelay.number),
    "the fence off": unfenced,
    "the checkpoint outside the transaction": plant(Projection, advance=apart),
    "a handler that swallows": plant(Projection, writes=swallow),
    "a reader that keeps what was withdrawn": plant(following, change_over=careless),
}

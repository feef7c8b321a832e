"""Reconcile: what to do when a stream holds what its ledger does not, because the database was restored to earlier.

The facts behind those events went with the database, and a ledger never says what its service does not know. So the
events are withdrawn: a new epoch begins with the ledger as it stands, the old stream is sealed and remains as evidence.
The way to lose none of them is another: to restore the database's log to its end, and then nothing is ahead.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import orjson
from nats.js import JetStreamContext
from nats.js.api import StreamInfo
from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from chassis.bus import declared
from chassis.database import UNLIMITED
from chassis.epochs import (
    Epoch,
    current_epoch,
    epochs,
    is_ours,
    is_retired,
    last_shared,
    live,
    retire,
    source_of,
    stream_of,
    told_of,
)
from chassis.ledger import RELAY, halts
from chassis.relay import HEAD, NUMBERING
from chassis.stream import Sent, batches, reading

RECONCILING = text("select pg_advisory_xact_lock(hashtext('reconcile'))")


class Withdrawn(NamedTuple):
    """An event that the stream holds and the ledger does not."""

    position: int
    event_id: str
    type: str
    entity: str
    entity_version: int
    occurred_at: str


@dataclass(frozen=True)
class Difference:
    """Ledger and stream say the same up to `fork`; what the stream has after it is withdrawn when an epoch begins."""

    stream: str
    head: int  # of the ledger
    fork: int
    withdrawn: Sequence[Withdrawn]


@dataclass(frozen=True)
class Outcome:
    """What was found, and the epoch that has begun because of it, if one has."""

    service: str
    difference: Difference | None
    epoch: Epoch | None

    @property
    def events(self) -> Sequence[Withdrawn]:
        """Those that the ledger has not."""
        return self.difference.withdrawn if self.difference else ()

    @property
    def settled(self) -> bool:
        """Whether ledger and stream say the same now, or will once that is filled."""
        return self.difference is None or self.epoch is not None

    @property
    def document(self) -> dict[str, Any]:
        """For machines."""
        return {
            "stream": self.difference and self.difference.stream,
            "agree_to": self.difference and self.difference.fork,
            "events": [each._asdict() for each in self.events],
            "epoch": self.epoch and self.epoch.number,
        }

    def __str__(self) -> str:
        if self.epoch is not None:
            return f"Epoch {self.epoch.number} of {self.service} has begun; {len(self.events)} events are withdrawn."
        if self.difference is None:
            return f"The stream of {self.service} has nothing that its ledger has not."
        return (
            f"{self.difference.stream} and the ledger agree to {self.difference.fork}; {len(self.events)} events after "
            "that are the stream's alone. --withdraw begins a new epoch without them."
        )


async def difference(engine: AsyncEngine, jetstream: JetStreamContext, service: str) -> Difference | None:
    """What the stream holds that the ledger does not; None if nothing, since what it lacks the relay refills.

    A stream of another epoch than the ledger's differs in any case, if only in its name.
    """
    async with engine.connect() as connection:
        ours = stream_of(service, (await current_epoch(connection)).number)
        told = await live(jetstream, service) or await told_of(jetstream, ours)
        if told is None:
            return None
        stream, head = str(told.config.name), await head_of(connection)
        fork = await forked(connection, jetstream, stream, min(head, told.state.last_seq))
    if fork == told.state.last_seq and stream == ours and not is_retired(told.config):
        return None
    return Difference(stream, head, fork, [each async for each in after(jetstream, told, fork)])


async def begin_epoch(engine: AsyncEngine, jetstream: JetStreamContext, service: str, *, replicas: int = 1) -> Epoch:
    """Retire the stream, whatever it holds, and let the ledger begin anew as it stands; the relay fills the next.

    The broker's operator may, nobody else. Should it be broken off anywhere, it can be begun again.
    """
    async with engine.begin() as connection:
        for lock in (RECONCILING, UNLIMITED, NUMBERING):
            await connection.execute(lock)
        number = (await current_epoch(connection)).number
        told = await live(jetstream, service)
        if told is not None:
            await retire(jetstream, told.config)
            number = max(number, source_of(str(told.config.name))[1])
        number += 1
        while await told_of(jetstream, stream_of(service, number)) is not None:
            number += 1
        fresh = Epoch(number, await head_of(connection))
        await jetstream.add_stream(declared(service, fresh, replicas=replicas))
        await connection.execute(insert(epochs).values(fresh._asdict()))
        await connection.execute(delete(halts).where(halts.c.name == RELAY))
    return fresh


async def head_of(connection: AsyncConnection) -> int:
    """The ledger's last place."""
    last = (await connection.execute(HEAD)).one_or_none()
    return 0 if last is None else int(last.position)


async def forked(connection: AsyncConnection, jetstream: JetStreamContext, stream: str, most: int) -> int:
    """The last position, up to `most`, at which ledger and stream have the same seal."""
    return await last_shared(most, partial(is_ours, connection, jetstream, stream))


async def after(jetstream: JetStreamContext, told: StreamInfo, fork: int) -> AsyncIterator[Withdrawn]:
    """What a stream has after the fork."""
    stream = str(told.config.name)
    async with reading(jetstream, stream, fork + 1) as subscription:
        async for batch, _ in batches(subscription, stream, fork, told.state.last_seq):
            for sent in batch:
                yield withdrawn(sent)


def withdrawn(sent: Sent) -> Withdrawn:
    """What a person needs to find out whom it concerned; the body stays on the sealed stream."""
    message: dict[str, Any] = orjson.loads(sent.body)
    return Withdrawn(sent.sequence, *(message[name] for name in Withdrawn._fields[1:]))

"""Projections: what a service knows of the others, as a pure function of their ledgers.

A handler turns an event into writes and touches nothing itself. A batch of events and the checkpoint move in one
transaction, so every effect happens exactly once. The checkpoint is the stream's sequence, which is the ledger's position:
a hole or a broken chain cannot pass unnoticed, and the broker keeps nothing about a reader that could be lost.
"""

import json
import logging
from asyncio import sleep
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NothingNew
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from sqlalchemy import (
    BigInteger,
    Column,
    Executable,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import plumbing
from chassis.ledger import ORIGIN, chain
from events import Event
from events.catalogue import CATALOGUE

BATCH = 500
log = logging.getLogger(__name__)

Write = tuple[Executable, Mapping[str, Any]]
Handler = Callable[[Any], Iterable[Write]]

checkpoints = Table(
    "checkpoints",
    plumbing,
    Column("projection", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
parked = Table(
    "parked",
    plumbing,
    Column("projection", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("entity", Uuid, nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("reason", Text, nullable=False),
)


class Link(NamedTuple):
    """An event in its place in the chain."""

    position: int
    seal: bytes
    data: bytes


class Missed(NatsError):
    """Something between the broker and here was lost: read again from the checkpoint."""


class BrokenChain(Exception):
    """The stream is not what its ledger said: a fork or a changed event. A person has to look."""


def passing(error: BaseException) -> bool:
    """Whether trying again is the cure (SQLSTATE 08, 40, 53, 55, 57, or none); else it is the event's or the handler's fault."""
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        return error.connection_invalidated or state[:2] in {"", "08", "40", "53", "55", "57"}
    return isinstance(error, OSError | Missed)


def linked(batch: Iterable[Msg], position: int, seal: bytes) -> Iterator[Link]:
    """The messages that follow `position`, each proved to follow the one before. Raises Missed, BrokenChain."""
    for message in batch:
        sequence = message.metadata.sequence.stream
        if sequence <= position:
            continue
        if sequence > position + 1:
            raise Missed(f"{message.metadata.stream} after {position}")
        position, seal = sequence, chain(seal, sequence, message.data)
        if (message.headers or {}).get("ce-hash") != seal.hex():
            raise BrokenChain(f"{message.metadata.stream} at {position}")
        yield Link(position, seal, message.data)


async def execute(session: AsyncSession, writes: Iterable[Write]) -> None:
    """Neighbouring writes of one statement go to the database together."""
    for statement, run in groupby(writes, key=itemgetter(0)):
        await session.execute(statement, [values for _, values in run])


class Projection:
    """Applies one stream to one set of tables; `handlers` holds the event types it cares for."""

    def __init__(
        self,
        name: str,
        stream: str,
        handlers: Mapping[type[Event], Handler],
        sessions: async_sessionmaker[AsyncSession],
        jetstream: JetStreamContext,
    ) -> None:
        self.name, self.stream, self.sessions, self.jetstream = name, stream, sessions, jetstream
        self.handlers = {kind.type: handler for kind, handler in handlers.items()}
        self.key = {"projection": name, "stream": stream}

    async def run(self) -> None:
        """Follow the stream until cancelled. Raises BrokenChain."""
        while True:
            try:
                await self.follow()
            except (OSError, NatsError, DBAPIError) as error:
                log.warning("%s reads %s again: %s", self.name, self.stream, error)
                await sleep(0.2)

    async def follow(self) -> None:
        """Read on from the checkpoint."""
        async with self.sessions.begin() as session:
            await session.execute(
                upsert(checkpoints).values(**self.key, position=0, hash=ORIGIN).on_conflict_do_nothing()
            )
        position = await self.position()
        consumer = await self.jetstream.add_consumer(
            self.stream,
            ConsumerConfig(
                ack_policy=AckPolicy.NONE,
                deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                opt_start_seq=position + 1,
                inactive_threshold=30,
                mem_storage=True,
            ),
        )
        subscription = await self.jetstream.pull_subscribe_bind(consumer.name, self.stream)
        while await self.position() == position:
            try:
                position = await self.apply(await subscription.fetch(BATCH, timeout=2))
            except NothingNew:
                # A broker that restarted has forgotten the consumer: this raises, and we read again.
                await subscription.consumer_info()

    async def apply(self, batch: Sequence[Msg]) -> int:
        """All of the batch at once or, if one event cannot be applied, each by itself. Returns how far we now are."""
        try:
            return await self.move(batch, self.together)
        except BrokenChain:
            raise
        except Exception as error:
            if passing(error):
                raise
            return await self.move(batch, self.one_by_one)

    async def move(self, batch: Sequence[Msg], how: Callable[..., Any]) -> int:
        """Apply what is new and move the checkpoint, in one transaction."""
        async with self.sessions.begin() as session:
            position, seal = await self.checkpoint(session)
            links = list(linked(batch, position, seal))
            if not links:
                return position
            await how(session, links)
            await session.execute(
                update(checkpoints).filter_by(**self.key).values(position=bindparam("to"), hash=bindparam("seal")),
                {"to": links[-1].position, "seal": links[-1].seal},
            )
        return links[-1].position

    async def together(self, session: AsyncSession, links: Sequence[Link]) -> None:
        if await self.waiting(session):
            return await self.one_by_one(session, links)
        await execute(session, (write for link in links for write in self.writes(link)))

    async def one_by_one(self, session: AsyncSession, links: Sequence[Link]) -> None:
        """An event that cannot be applied waits with its reason; later ones of its entity queue behind it."""
        for link in links:
            entity = json.loads(link.data)["entity"]
            reason = (
                "queues behind an earlier event"
                if await self.waiting(session, entity)
                else await self.refusal(session, link)
            )
            if reason is not None:
                log.error("%s parks %s at %s: %s", self.name, self.stream, link.position, reason)
                where = {**self.key, "position": link.position, "entity": entity}
                await session.execute(insert(parked).values(**where, message=link.data.decode(), reason=reason))

    async def refusal(self, session: AsyncSession, link: Link) -> str | None:
        """Apply one event; why it could not be applied, if so."""
        try:
            async with session.begin_nested():
                await execute(session, self.writes(link))
        except Exception as error:
            if passing(error):
                raise
            return f"{type(error).__name__}: {error}"
        return None

    def writes(self, link: Link) -> Iterable[Write]:
        """What an event means to this projection; nothing, if it does not care for it."""
        message = json.loads(link.data)
        kind = CATALOGUE[message["type"]]  # unknown here: parked, until this deployment learns the word
        handler = self.handlers.get(kind.type)
        return () if handler is None else handler(kind.model_validate(message))

    async def waiting(self, session: AsyncSession, entity: str | None = None) -> bool:
        """Whether events are parked here, of `entity` or of any."""
        query = select(parked.c.position).filter_by(**self.key).limit(1)
        if entity is not None:
            query = query.where(parked.c.entity == entity)
        return await session.scalar(query) is not None

    async def begin_anew(self, tables: Sequence[Table]) -> None:
        """Empty what this projection built. Whoever is reading notices within seconds and starts from the first."""
        async with self.sessions.begin() as session:
            await self.checkpoint(session)
            for table in tables:
                await session.execute(delete(table))
            await session.execute(delete(parked).filter_by(**self.key))
            await session.execute(update(checkpoints).filter_by(**self.key).values(position=0, hash=ORIGIN))

    async def position(self) -> int:
        async with self.sessions.begin() as session:
            return (await self.checkpoint(session))[0]

    async def checkpoint(self, session: AsyncSession) -> tuple[int, bytes]:
        """How far this projection is and the seal of all it has read; held until the transaction ends."""
        found = await session.execute(
            select(checkpoints.c.position, checkpoints.c.hash).filter_by(**self.key).with_for_update()
        )
        position, seal = found.one()
        return int(position), bytes(seal)

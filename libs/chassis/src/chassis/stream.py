"""Reading a stream: every event proved to follow the one before, from wherever the reader's checkpoint is.

The consumer keeps no state worth losing: the checkpoint does. What the broker loses is read again; what it changed is
noticed.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import asyncpg
import orjson
from nats.aio.msg import Msg
from nats.errors import BadSubscriptionError, ConnectionClosedError
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from sqlalchemy.exc import DBAPIError, PendingRollbackError

from chassis.checkpoints import Checkpoint
from chassis.epochs import is_retired
from chassis.ledger import Halted, chain
from chassis.stopping import heed

Subscription = JetStreamContext.PullSubscription
BATCH = 500
#: What a fetch raises when nothing came: nats-py its own, or asyncio's where the broker says so as the time runs out.
NothingNew = TimeoutError
PATIENCE = 9.0  # seconds for one reaction: before the server ends a transaction that lies idle (`database.LIMITS`)
WAIT = 2.0  # seconds for which a fetch waits when nothing is new; also how soon a rebuild is noticed


class Sent(NamedTuple):
    """An event as it came off a stream; nothing of it is believed yet."""

    stream: str
    sequence: int
    seal: str
    body: bytes
    trace: str | None = None


class Link:
    """An event in its proved place in the chain; `message` is the body, read but not yet understood.

    Raises ValueError, KeyError or TypeError for what no ledger records.
    """

    def __init__(self, position: int, seal: bytes, body: bytes, trace: str | None = None) -> None:
        self.position, self.seal, self.body, self.trace = position, seal, body, trace
        self.message: Mapping[str, Any] = orjson.loads(body)
        self.type = str(self.message["type"])
        self.entity = UUID(self.message["entity"])
        self.version = int(self.message["entity_version"])
        if self.version < 1:
            raise ValueError(f"version {self.version} of an entity")


class Missed(NatsError):
    """Something between the broker and here was lost: read again from the checkpoint."""


class BrokenChain(Exception):
    """The stream is not what its ledger said: a fork, a changed event, or none at all. A person has to look."""


class Hangs(Exception):
    """One event kept a reaction busy for too long."""


class Reader(Protocol):
    """What follows a stream: a projection or a reaction."""

    @property
    def stream(self) -> str:
        """What it reads."""

    async def begin(self) -> int:
        """Prepare to read; returns the checkpoint's position."""

    async def position(self) -> int:
        """Where the checkpoint is."""

    async def take(self, batch: Sequence[Sent], head: int) -> int:
        """Apply what is new of `batch`; returns the checkpoint's position. Raises Missed, BrokenChain."""


def passing(error: BaseException) -> bool:
    """Whether trying again is the cure (SQLSTATE 08, 40, 53, 55, 57, none); else event or handler is at fault.

    A reaction of a service whose ledger is halted waits until that is reconciled.
    """
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        return error.connection_invalidated or state[:2] in {"", "08", "40", "53", "55", "57"}
    # A connection cut in mid-word makes asyncpg and SQLAlchemy raise these, unwrapped and without a state.
    lost = OSError | NatsError | PendingRollbackError | asyncpg.InterfaceError | asyncpg.InternalClientError
    return isinstance(error, lost | Halted)


def linked(batch: Iterable[Sent], after: Checkpoint) -> Iterator[Link]:
    """What of `batch` follows the checkpoint, each proved to follow the one before. Raises Missed, BrokenChain."""
    position, seal = after
    for sent in batch:
        if sent.sequence <= position:
            continue
        if sent.sequence > position + 1:
            raise Missed(f"{sent.stream} after {position}")
        position, seal = sent.sequence, chain(seal, sent.sequence, sent.body)
        if sent.seal != seal.hex():
            raise BrokenChain(f"{sent.stream} at {position}")
        try:
            link = Link(position, seal, sent.body, sent.trace)
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenChain(f"{sent.stream} at {position} is no event: {error!r}") from error
        yield link


@asynccontextmanager
async def patience() -> AsyncIterator[None]:
    """Give up on what hangs by itself. Raises Hangs.

    What waits for the database when time is up loses its connection, and is tried again like all that passes.
    """
    try:
        async with asyncio.timeout(PATIENCE) as limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise Hangs(f"it was not done after {PATIENCE:g} seconds") from error


async def follow(reader: Reader, jetstream: JetStreamContext) -> None:
    """Read on from the checkpoint until somebody moves it elsewhere. Raises BrokenChain, and whatever broke."""
    position = await reader.begin()
    async with reading(jetstream, reader.stream, position + 1) as subscription:
        # Asked once our consumer is there, which goes with its stream's retirement: so nobody overlooks that.
        if is_retired((await jetstream.stream_info(reader.stream)).config):
            return
        while True:
            heed()
            try:
                batch, head = await fetched(subscription, reader.stream)
                position = await reader.take(batch, head)
                if position != batch[-1].sequence:
                    return
            except NothingNew:
                # A broker that restarted has forgotten the consumer: this raises, and we read again.
                await subscription.consumer_info()
                if await reader.position() != position:
                    return
            except Missed:
                if await reader.position() == position:
                    raise
                return  # a rebuild: what we were sent follows a checkpoint that is no longer ours


@asynccontextmanager
async def reading(jetstream: JetStreamContext, stream: str, start: int) -> AsyncIterator[Subscription]:
    """A stream from this sequence on; nothing of it is left at the broker afterwards."""
    consumer = await jetstream.add_consumer(
        stream,
        ConsumerConfig(
            ack_policy=AckPolicy.NONE,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=start,
            inactive_threshold=30,
            mem_storage=True,
        ),
    )
    subscription = await jetstream.pull_subscribe_bind(consumer.name, stream)
    try:
        yield subscription
    finally:
        # A fetch that is still open would make drain() wait for its whole timeout.
        with suppress(ConnectionClosedError, BadSubscriptionError):
            await subscription.unsubscribe()


async def fetched(subscription: Subscription, stream: str) -> tuple[list[Sent], int]:
    """The next batch, and how far the stream now is. Raises NothingNew after a while."""
    messages = await subscription.fetch(BATCH, timeout=WAIT)
    if not messages:  # nor will anything come: the consumer went with its stream
        raise NothingNew
    head = messages[-1].metadata.sequence.stream + messages[-1].metadata.num_pending
    return [sent(stream, message) for message in messages], head


async def batches(
    subscription: Subscription, stream: str, position: int, end: int
) -> AsyncIterator[tuple[list[Sent], int]]:
    """What follows `position`, at least as far as `end`. A batch comes in while the one before is applied."""
    if position >= end:
        return
    coming = asyncio.ensure_future(fetched(subscription, stream))
    try:
        while position < end:
            batch, head = await coming
            position = batch[-1].sequence
            if position < end:
                coming = asyncio.ensure_future(fetched(subscription, stream))
            yield batch, head
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)


def sent(stream: str, message: Msg) -> Sent:
    """What a reader needs of a NATS message."""
    headers = message.headers or {}
    sequence = message.metadata.sequence.stream
    return Sent(stream, sequence, headers.get("ce-hash", ""), message.data, headers.get("traceparent"))

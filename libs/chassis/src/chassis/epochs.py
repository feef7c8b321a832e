"""Epochs: a ledger that was restored to an earlier time begins anew, on a stream of its own.

A stream takes nothing back. So the one that holds what its ledger no longer knows is retired: sealed as it stands, for
whoever wants to know what was withdrawn, and its subjects given to the next, which is filled from the ledger.
`<SERVICE>_<n>` is a service's stream in its nth epoch. Who begins one is `chassis.reconcile`, who follows into one
`chassis.following`.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NamedTuple

from nats.js import JetStreamContext
from nats.js.api import StreamConfig, StreamInfo
from nats.js.errors import NotFoundError
from sqlalchemy import BigInteger, Column, Integer, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from chassis.database import Instant, plumbing
from chassis.ledger import ledger

#: In a stream's metadata: how far its ledger was when the epoch began. Nothing before it is still to come.
BEGAN = "commonweal-began-at"

epochs = Table(
    "epochs",
    plumbing,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("began_at", BigInteger, nullable=False),
    Column("since", Instant, nullable=False, server_default=func.now()),
)
LATEST = select(epochs.c.number, epochs.c.began_at).order_by(epochs.c.number.desc()).limit(1)


class Epoch(NamedTuple):
    """The ledger had come to `began_at` when its `number`th epoch began; the first began with nothing."""

    number: int
    began_at: int


FIRST = Epoch(1, 0)


async def current_epoch(session: AsyncSession | AsyncConnection) -> Epoch:
    """The one that this ledger is in, as far as its database knows."""
    row = (await session.execute(LATEST)).one_or_none()
    return FIRST if row is None else Epoch(row.number, row.began_at)


def stream_of(service: str, epoch: int = FIRST.number) -> str:
    """The stream that carries a service's ledger."""
    return f"{service.upper()}_{epoch}"


def source_of(stream: str) -> tuple[str, int]:
    """Whose ledger a stream carries, and in which epoch."""
    service, _, epoch = stream.rpartition("_")
    return service.lower(), int(epoch)


async def told_of(jetstream: JetStreamContext, stream: str) -> StreamInfo | None:
    """What the broker says of a stream; None if there is no such stream."""
    try:
        return await jetstream.stream_info(stream)
    except NotFoundError:
        return None


async def live(jetstream: JetStreamContext, service: str) -> StreamInfo | None:
    """The one stream that has the service's subjects; None while there is none."""
    try:
        name = await jetstream.find_stream_name_by_subject(f"{service}.>")
    except NotFoundError:
        return None
    return await told_of(jetstream, name)


def began_at(stream: StreamConfig) -> int:
    """How far the ledger was when this stream's epoch began."""
    return int((stream.metadata or {}).get(BEGAN, FIRST.began_at))


def is_retired(stream: StreamConfig) -> bool:
    """Whether another epoch has taken its subjects, or is about to."""
    return bool(stream.sealed)


async def retire(jetstream: JetStreamContext, stream: StreamConfig) -> None:
    """Seal a stream and take its subjects away; whoever reads it is sent to look for the next.

    Only the operator may: services can neither seal nor change a stream.
    """
    name = str(stream.name)
    await jetstream.update_stream(stream.evolve(subjects=[f"retired.{name}"], sealed=True))
    while consumers := await jetstream.consumers_info(name):  # a page of them
        for consumer in consumers:
            with suppress(NotFoundError):
                await jetstream.delete_consumer(name, consumer.name)


async def seal_at(jetstream: JetStreamContext, stream: str, sequence: int) -> str | None:
    """The chain's hash that a stream holds there; None beyond its end."""
    try:
        message = await jetstream.get_msg(stream, sequence)
    except NotFoundError:
        return None
    return (message.headers or {}).get("ce-hash")


async def is_ours(
    connection: AsyncSession | AsyncConnection, jetstream: JetStreamContext, stream: str, position: int
) -> bool:
    """Whether a stream has at this position what our own ledger has there."""
    ours = await connection.scalar(select(ledger.c.hash).where(ledger.c.position == position))
    return ours is not None and await seal_at(jetstream, stream, position) == bytes(ours).hex()


async def last_shared(most: int, is_shared: Callable[[int], Awaitable[bool]]) -> int:
    """The last position, up to `most`, where `is_shared` holds; a seal seals all before it, so it holds there too."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if await is_shared(middle):
            low = middle
        else:
            high = middle - 1
    return low

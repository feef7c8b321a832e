"""Verify: whether the ledger, its stream and everybody's checkpoints still say the same. Reads all, changes nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from itertools import islice

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from chassis.bus import last_of
from chassis.checkpoints import checkpoints
from chassis.database import UNLIMITED, sessions_of
from chassis.epochs import current_epoch, is_retired, seal_at, stream_of, told_of
from chassis.halts import halted
from chassis.ledger import ORIGIN, chain, head_of, heads, ledger
from chassis.stream import NothingNew

PAGE = 1000
PATIENCE = 5.0  # seconds for which the stream may lag
ENOUGH = 100  # differences of one kind after which the rest would only repeat it


async def verify(engine: AsyncEngine, jetstream: JetStreamContext, service: str) -> list[str]:
    """A sentence for each difference between the service's ledger, its stream and what its readers have read.

    The service may be running: what was committed before we began has a few seconds to reach the stream, what is
    committed later is left to the next time.
    """
    sessions = sessions_of(engine, service)
    async with sessions() as session:
        begun, _ = await head_of(session)
        stream = stream_of(service, (await current_epoch(session)).number)
    await level(jetstream, stream, begun)
    theirs = dict([pair async for pair in seals(jetstream, stream)])
    async with sessions() as session:
        await session.execute(text("set transaction isolation level repeatable read read only"))
        await session.execute(UNLIMITED)
        return [
            *(f"{name} stands still: {reason}" for name, reason in (await halted(session)).items()),
            *[difference async for difference in broken_chain(session)],
            *await misnumbered(session),
            *await unlike(session, stream, theirs, begun),
            *await misread(session, jetstream),
        ]


async def broken_chain(session: AsyncSession) -> AsyncIterator[str]:
    """Recompute every seal from the bodies."""
    position, seal = 0, ORIGIN
    numbered = select(ledger.c.position, ledger.c.hash, ledger.c.body).where(ledger.c.position.is_not(None))
    rows = await session.stream(numbered.order_by(ledger.c.position).execution_options(yield_per=PAGE))
    async for row in rows:
        position += 1
        if row.position != position:
            yield f"the ledger has no position {position}"
            return
        seal = chain(seal, position, row.body)
        if bytes(row.hash) != seal:
            yield f"the ledger at {position} is not what was sealed"
            return


async def misnumbered(session: AsyncSession) -> Sequence[str]:
    """Entities whose versions are not 1 to n in the order of the ledger, or whose head says another n."""
    order = func.row_number().over(partition_by=ledger.c.entity, order_by=ledger.c.seq)
    counted = select(ledger.c.entity, ledger.c.entity_version, order.label("nth")).subquery()
    wrong = select(counted.c.entity).where(counted.c.entity_version != counted.c.nth)
    total = select(ledger.c.entity, func.count().label("n")).group_by(ledger.c.entity).subquery()
    astray = (
        select(func.coalesce(heads.c.entity, total.c.entity))
        .select_from(heads.join(total, heads.c.entity == total.c.entity, full=True))
        .where(heads.c.version.is_distinct_from(total.c.n))
    )
    found = await session.scalars(wrong.union(astray).limit(ENOUGH))
    return [f"the versions of {entity} are out of order" for entity in found]


async def level(jetstream: JetStreamContext, stream: str, position: int) -> None:
    """Wait for the relay to bring the stream to `position`, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while (await last_of(jetstream, stream) or 0) < position and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


async def unlike(session: AsyncSession, stream: str, theirs: Mapping[int, str], begun: int) -> Sequence[str]:
    """Where the stream is not the ledger: sequence for position, seal for seal."""
    numbered = select(ledger.c.position, ledger.c.hash).where(ledger.c.position.is_not(None))
    ours = {row.position: bytes(row.hash).hex() for row in await session.execute(numbered)}
    missing = [f"{stream} lacks {position}" for position in range(1, begun + 1) if position not in theirs]
    extra = [f"{stream} has {position}, the ledger has not" for position in sorted(theirs.keys() - ours.keys())]
    both = sorted(ours.keys() & theirs.keys())
    other = [f"{stream} at {position} is not the ledger's" for position in both if ours[position] != theirs[position]]
    return [*islice(missing, ENOUGH), *islice(extra, ENOUGH), *islice(other, ENOUGH)]


async def misread(session: AsyncSession, jetstream: JetStreamContext) -> list[str]:
    """Checkpoints whose seal is not the one that the stream has at their position, or of a stream that is retired."""
    differences = []
    for row in await session.execute(select(checkpoints).where(checkpoints.c.position > 0)):
        told = await told_of(jetstream, row.stream)
        seal = await seal_at(jetstream, row.stream, row.position) if told is not None else None
        if seal is None:
            differences.append(f"{row.reader} has read {row.stream} to {row.position}, which is not there")
        elif seal != bytes(row.hash).hex():
            differences.append(f"{row.reader} has read another {row.stream} than the one that is there")
        elif told is not None and is_retired(told.config):
            differences.append(f"{row.reader} reads {row.stream}, which is retired")
    return differences


async def seals(jetstream: JetStreamContext, stream: str) -> AsyncIterator[tuple[int, str]]:
    """Every sequence of a stream with the seal it carries."""
    last = await last_of(jetstream, stream)
    if not last:
        return
    every = ConsumerConfig(
        ack_policy=AckPolicy.NONE,
        deliver_policy=DeliverPolicy.ALL,
        headers_only=True,
        mem_storage=True,
        inactive_threshold=30,
    )
    consumer = await jetstream.add_consumer(stream, every)
    subscription = await jetstream.pull_subscribe_bind(consumer.name, stream)
    try:
        sequence = 0
        while sequence < last:
            for message in await subscription.fetch(PAGE, timeout=2):
                sequence = message.metadata.sequence.stream
                yield sequence, (message.headers or {}).get("ce-hash", "")
    except NothingNew:
        return  # shorter than it said: the missing are reported by whoever compares
    finally:
        await subscription.unsubscribe()

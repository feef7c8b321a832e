"""Following a ledger through its epochs: what was withdrawn is unlearned, all else is kept.

A reader that had come no further than the new epoch's beginning, on the same chain, only goes on elsewhere. One that
had read what was withdrawn goes back to where old and new tell the same: a projection is built anew beside the old one,
a reaction reads on from there. What a reaction has done cannot be undone; its log says which of its causes are gone.
"""

import logging
from uuid import UUID

import orjson
from nats.js import JetStreamContext
from nats.js.api import StreamInfo
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import checkpoints
from chassis.checkpoints import Checkpoint, Key, read_heads
from chassis.database import UNLIMITED
from chassis.epochs import began_at, is_ours, last_shared, live, seal_at, source_of, told_of
from chassis.ledger import ORIGIN, Halted
from chassis.parked import dropped, parked
from chassis.projections import Projection
from chassis.reactions import Reaction, reacted
from chassis.rebuild import beside, read_anew
from chassis.stream import Missed, batches, follow, linked, reading

KEPT_BY_STREAM = (checkpoints.checkpoints, read_heads, parked, dropped)
log = logging.getLogger(__name__)


async def follow_on(reader: Projection | Reaction, jetstream: JetStreamContext) -> None:
    """Read on from the checkpoint, in whatever epoch the producer is. Raises as `stream.follow`."""
    await reader.begin()
    source, epoch = source_of(reader.stream)
    told = await live(jetstream, source)
    if told is None or source_of(str(told.config.name))[1] < epoch:
        raise Missed(f"{source} has no stream of epoch {epoch}, or of a later one")
    if reader.sessions.kw["info"]["service"] == source:
        await must_be_ours(reader, jetstream, told)
    if told.config.name != reader.stream:
        await change_over(reader, jetstream, told)
    await follow(reader, jetstream)


async def must_be_ours(reader: Projection | Reaction, jetstream: JetStreamContext, told: StreamInfo) -> None:
    """Raises Halted where the stream that a service reads of itself has more than its restored ledger."""
    stream, last = str(told.config.name), told.state.last_seq
    async with reader.sessions() as session:
        if last and not await is_ours(session, jetstream, stream, last):
            raise Halted(f"{stream} at {last} is not what our own ledger has there")


async def change_over(reader: Projection | Reaction, jetstream: JetStreamContext, to: StreamInfo) -> None:
    """From the stream it was on to that of a later epoch. Raises Missed until that is filled."""
    stream, beginning = str(to.config.name), began_at(to.config)
    if to.state.last_seq < beginning:
        raise Missed(f"{stream} is still being filled: {to.state.last_seq} of {beginning}")
    async with reader.sessions.begin() as session:
        at = await checkpoints.hold(session, reader.key)
        whole = not at.position or await seal_at(jetstream, stream, at.position) == at.seal.hex()
        if whole:
            await move_over(session, reader.key, stream)
    if whole:
        log.info("%s goes on with %s", reader.key.reader, stream)
        return
    fork = await forked(jetstream, reader.stream, stream, min(at.position, beginning))
    log.warning("%s has read %s of %s to %s: withdrawn", reader.key.reader, fork + 1, reader.stream, at.position)
    if isinstance(reader, Projection):
        await build_anew(reader, jetstream, to, fork)
    else:
        await tell_causes_gone(reader, jetstream, fork)
        await go_back(reader, jetstream, to, fork)


async def move_over(session: AsyncSession, key: Key, stream: str) -> Key:
    """All that is kept of a reader's stream is kept of another from now on."""
    for table in KEPT_BY_STREAM:
        await session.execute(update(table).where(key.of(table)).values(stream=stream))
    return Key(key.reader, stream)


async def forget_after(session: AsyncSession, key: Key, fork: int) -> None:
    """What was set aside of positions that others stand at by now."""
    for table in (parked, dropped):
        await session.execute(delete(table).where(key.of(table), table.c.position > fork))


async def forked(jetstream: JetStreamContext, old: str, new: str, most: int) -> int:
    """The last position, up to `most`, at which both streams say the same; `most` where the old one is lost."""
    if await told_of(jetstream, old) is None:
        return most

    async def is_shared(position: int) -> bool:
        return await seal_at(jetstream, old, position) == await seal_at(jetstream, new, position)

    return await last_shared(most, is_shared)


async def build_anew(projection: Projection, jetstream: JetStreamContext, to: StreamInfo, fork: int) -> None:
    """From the first event of the new stream; everybody sees the old until that is done."""
    async with beside(projection) as anew:
        async with anew.sessions.begin() as session:
            await checkpoints.hold(session, projection.key)
            await forget_after(session, projection.key, fork)
            await move_over(session, projection.key, str(to.config.name))
        await read_anew(anew, jetstream, to.state.last_seq)


async def go_back(reaction: Reaction, jetstream: JetStreamContext, to: StreamInfo, fork: int) -> None:
    """To the fork; which versions it had read by then the new stream says. What it has done it does not do again."""
    stream = str(to.config.name)
    async with reaction.sessions.begin() as session:
        await session.execute(UNLIMITED)
        await checkpoints.hold(session, reaction.key)
        await forget_after(session, reaction.key, fork)
        key, at = await move_over(session, reaction.key, stream), Checkpoint(0, ORIGIN)
        await checkpoints.forget(session, key)
        held = set(await session.scalars(select(parked.c.position).where(key.of(parked))))
        async with reading(jetstream, stream, 1) as subscription:
            async for batch, _ in batches(subscription, stream, 0, fork):
                links = [link for link in linked(batch, at) if link.position <= fork]
                at = Checkpoint(links[-1].position, links[-1].seal)
                read = [(link.entity, link.version) for link in links if link.position not in held]
                await checkpoints.see(session, key, read)
        await checkpoints.move(session, key, at, to.state.last_seq)


async def tell_causes_gone(reaction: Reaction, jetstream: JetStreamContext, fork: int) -> None:
    """Name in the log each withdrawn event to which this reaction has reacted."""
    told = await told_of(jetstream, reaction.stream)
    if told is None:
        log.warning("%s is lost: what %s did because of it is not known", reaction.stream, reaction.key.reader)
        return
    async with reading(jetstream, reaction.stream, fork + 1) as subscription, reaction.sessions() as session:
        async for batch, _ in batches(subscription, reaction.stream, fork, told.state.last_seq):
            ids = [UUID(orjson.loads(sent.body)["event_id"]) for sent in batch]
            done = reacted.c.event_id.in_(ids), reacted.c.reaction == reaction.spec.name
            for event_id in await session.scalars(select(reacted.c.event_id).where(*done)):
                log.warning("%s has reacted to %s, which is withdrawn", reaction.spec.name, event_id)

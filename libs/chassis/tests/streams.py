"""What the chassis' tests do with a relay and a stream, step by step, so that nothing has to be waited for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from libs.chassis.tests.city import City
from nats.js import JetStreamContext

from chassis.epochs import stream_of
from chassis.projections import Projection
from chassis.relay import Relay
from chassis.stream import Sent, sent

STREAM = stream_of("registry")


def relay_of(city: City, jetstream: JetStreamContext, kind: type[Relay] = Relay) -> Relay:
    """The city's relay; `kind` may be one with a planted bug."""
    return kind("registry", city.engine, jetstream)


async def relayed(relay: Relay) -> int:
    """Lead until all that is committed is on the stream, as far as this relay can tell; returns how far that is."""
    async with relay.engine.connect() as connection:
        published = await relay.agreed(connection)
        return await relay.bring(connection, published, *await relay.number(connection))


async def all_of(jetstream: JetStreamContext, stream: str = STREAM) -> list[Sent]:
    """Everything on the stream."""
    last = (await jetstream.stream_info(stream)).state.last_seq
    if not last:
        return []
    async with reading(jetstream, stream) as subscription:
        messages: list[Sent] = []
        while len(messages) < last:
            messages += [sent(stream, message) for message in await subscription.fetch(500, timeout=5)]
        return messages


@asynccontextmanager
async def reading(jetstream: JetStreamContext, stream: str) -> AsyncIterator[JetStreamContext.PullSubscription]:
    """A consumer that leaves nothing behind."""
    subscription = await jetstream.pull_subscribe("", stream=stream)
    try:
        yield subscription
    finally:
        await subscription.unsubscribe()


async def caught_up(projection: Projection, jetstream: JetStreamContext, size: int = 50) -> None:
    """Let the projection take all there is, in batches of `size`."""
    await projection.begin()
    messages = await all_of(jetstream)
    for start in range(0, len(messages), size):
        await projection.take(messages[start : start + size])

"""How soon, and how quickly, one service knows what another has recorded."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from statistics import median

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, StreamConfig
from services.transparency.tests.builders import an_announcement

from chassis.database import open_engine, sessions_of
from chassis.epochs import stream_of
from chassis.projections import Projection
from chassis.rebuild import rebuild
from chassis.work import Work
from events.tendering import NoticePublished
from kernel.identifiers import new_id
from tendering.worker import WORK as TENDERING
from tests.bench.figures import Bound, Figure, alternating
from tests.bench.ledgers import tell
from tests.bench.requests import Requests, registered
from tests.bench.stage import Stage
from transparency.worker import WORK as TRANSPARENCY

RATE, SECONDS = 200.0, 5.0
EVENTS = 10_000
LONGEST = 600  # tenths of a second until projections that began far behind have caught up
# When each transaction was committed, by the clock of the one server that holds both databases.
TOLD = "select entity, pg_xact_commit_timestamp(xmin) from heads where pg_xact_commit_timestamp(xmin) > $1"
SEEN = "select entity, max(pg_xact_commit_timestamp(xmin)) from read_heads where stream = 'GRANTS_1' group by entity"
NOTES = "create table notes (body bytea not null)"


class Visibility:
    """From a command's commit to the commit of the last projection of transparency that follows its service."""

    def __init__(self, asked: Requests) -> None:
        self.stage, self.asked = asked.stage, asked
        self.answered: list[float] = []  # commands a second, in each round

    async def ours(self) -> float:
        """The 99th percentile at RATE commands a second, in milliseconds."""
        began = datetime.now(UTC)
        self.answered.append(await self.asked.paced(RATE, SECONDS))
        grants, transparency = await self.stage.connected("grants"), await self.stage.connected("transparency")
        told = dict(await grants.fetch(TOLD, began))
        for _ in range(LONGEST):
            seen = dict(await transparency.fetch(SEEN))
            if told.keys() <= seen.keys():
                break
            await asyncio.sleep(0.1)
        await grants.close()
        await transparency.close()
        return p99([(seen[entity] - at).total_seconds() for entity, at in told.items()])

    async def bare(self) -> float:
        """The same of messages that nothing is done with: sent to a stream of the same broker, read, inserted."""
        async with self.stage.broker_client() as client:
            jetstream = client.jetstream(timeout=30)
            await jetstream.add_stream(StreamConfig(name="NOTES", subjects=["notes"]))
            sent: list[float] = []
            noting = asyncio.create_task(self.note(jetstream, round(RATE * SECONDS)))
            began = time.perf_counter()
            for number in range(round(RATE * SECONDS)):
                await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
                sent.append(time.perf_counter())
                await jetstream.publish("notes", b"x" * 700)
            noted = await noting
            await jetstream.delete_stream("NOTES")
        return p99([after - before for before, after in zip(sent, noted, strict=True)])

    async def note(self, jetstream: JetStreamContext, number: int) -> Sequence[float]:
        """When each was inserted."""
        noted: list[float] = []
        connection = await self.stage.connected("bare")
        subscription = await reading(jetstream, "NOTES")
        while len(noted) < number:
            messages = await subscription.fetch(500, timeout=10)
            await connection.executemany("insert into notes values ($1)", [(message.data,) for message in messages])
            noted.extend([time.perf_counter()] * len(messages))
        await connection.close()
        return noted


async def reading(jetstream: JetStreamContext, stream: str) -> JetStreamContext.PullSubscription:
    """A reader from the stream's first message, like those of the platform."""
    consumer = await jetstream.add_consumer(stream, ConsumerConfig(ack_policy=AckPolicy.NONE, mem_storage=True))
    return await jetstream.pull_subscribe_bind(consumer.name, stream)


def p99(seconds: Sequence[float]) -> float:
    """The 99th percentile, in milliseconds."""
    return sorted(seconds)[ceil(len(seconds) * 0.99) - 1] * 1000


class Rebuild:
    """A projection, built anew from the first of many events."""

    def __init__(self, stage: Stage, work: Work, name: str) -> None:
        self.stage, self.service = stage, work.service
        self.spec = next(spec for spec in work.projections if spec.name == name)

    async def ours(self) -> float:
        """Events a second: read off the stream, proved, understood and applied, as `commonweal rebuild` does it."""
        engine = open_engine(self.stage.database(self.service))
        projection = Projection(self.spec, sessions_of(engine, self.service))
        async with self.stage.broker_client() as client:
            jetstream = client.jetstream(timeout=30)
            began = time.perf_counter()
            await rebuild(projection, jetstream)
            took = time.perf_counter() - began
        await engine.dispose()
        return EVENTS / took

    async def copied(self) -> float:
        """Events a second that are read off the same stream and copied to a table as they are."""
        connection, copied = await self.stage.connected("bare"), 0
        async with self.stage.broker_client() as client:
            began = time.perf_counter()
            subscription = await reading(client.jetstream(timeout=30), stream_of(self.spec.source))
            while copied < EVENTS:
                messages = await subscription.fetch(500, timeout=10)
                rows = [(message.data,) for message in messages]
                await connection.copy_records_to_table("notes", records=rows, columns=["body"])
                copied += len(rows)
            took = time.perf_counter() - began
        await connection.close()
        return EVENTS / took


async def measure(asked: Requests) -> dict[str, Figure]:
    """All figures of this module."""
    stage = asked.stage
    connection = await stage.connected("bare")
    await connection.execute(NOTES)
    await connection.close()
    await tell(stage, "registry", [registered(new_id()) for _ in range(EVENTS)])
    await tell(stage, "tendering", [a_notice() for _ in range(EVENTS)])
    known, releases = Rebuild(stage, TENDERING, "suppliers"), Rebuild(stage, TRANSPARENCY, "releases")
    known_built = await alternating(known.ours, known.copied, rounds=3)
    releases_built = await alternating(releases.ours, releases.copied, rounds=3)
    stage.play("transparency", "worker")
    visibility = Visibility(asked)
    await visibility.ours()  # the first finds caches cold, and the projections behind
    visible = await alternating(visibility.ours, visibility.bare, rounds=3)
    copied = "the stream copied to a table"
    paced = f"ms at {RATE:.0f} commands/s"
    return {
        "visible_p99_ms": Figure(*visible, paced, "a message sent, read and inserted", Bound(at_most=100)),
        "visible_commands_per_s": Figure(median(visibility.answered), RATE, "commands/s", "what was asked for"),
        "rebuild_events_per_s": Figure(*known_built, "events/s", copied, Bound(at_least=8000)),
        "rebuild_releases_per_s": Figure(*releases_built, "events/s", copied),
    }


def a_notice() -> NoticePublished:
    """Another notice, as tendering tells of it."""
    notice = an_announcement(notice_id=new_id())
    return NoticePublished(occurred_at=notice.published_at, entity=notice.notice_id, entity_version=1, notice=notice)

"""Where a service stands: how far its readers are, what waits, and whether one of them has read a given event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.checkpoints import all_have_read, checkpoints
from chassis.fingerprints import fingerprint
from chassis.halts import halted
from chassis.ledger import RELAY, head_of, heads, ledger
from chassis.parked import parked
from chassis.work import Work
from kernel.identifiers import made_at

# Whoever relays holds this lock; `pg_locks` shows the two halves of its number.
LED = text(
    "select exists (select from pg_locks where locktype = 'advisory' and objsubid = 1 and granted"
    " and database = (select oid from pg_database where datname = current_database())"
    " and (classid::bigint << 32 | objid::bigint) = hashtext('relay')::bigint)"
)


@dataclass(frozen=True)
class Standing:
    """One reader on one stream. `head` is how far the stream was when the reader last heard of it."""

    reader: str
    stream: str
    position: int
    head: int
    parked: int
    stale: bool  # its code or tables have changed since it read the first event: it asks to be rebuilt

    @property
    def lag(self) -> int:
        """Events that it has still to read."""
        return self.head - self.position


@dataclass(frozen=True)
class Backlog:
    """The ledger, and what of it others cannot know yet. The relay is "leading", "waiting" or "halted"."""

    head: int
    waiting: int
    since: datetime | None  # when the oldest of what waits was recorded
    relay: str
    halted: Collection[str]  # the relay among them, or readers


async def backlog(session: AsyncSession, published: int | None) -> Backlog:
    """How much waits to be published, or to be numbered only, while nobody knows how far the stream is.

    When an event was recorded is read from its identifier: in a sandbox `occurred_at` is the story's time.
    """
    head, _ = await head_of(session)
    after = head if published is None else published
    unpublished = ledger.c.position.is_(None) | (ledger.c.position > after)
    waiting = await session.scalar(select(func.count()).select_from(ledger).where(unpublished))
    oldest = await session.scalar(select(ledger.c.event_id).where(unpublished).order_by(ledger.c.seq).limit(1))
    stopped = await halted(session)
    leading = await session.scalar(LED)
    relay = "halted" if RELAY in stopped else "leading" if leading else "waiting"
    return Backlog(head, waiting or 0, made_at(oldest) if oldest else None, relay, frozenset(stopped))


async def standings(session: AsyncSession, work: Work) -> list[Standing]:
    """Every reader of this service that has begun."""
    current = {spec.name: fingerprint(spec) for spec in work.projections} | {spec.name: "" for spec in work.reactions}
    waiting = (
        select(func.count())
        .select_from(parked)
        .where(parked.c.reader == checkpoints.c.reader, parked.c.stream == checkpoints.c.stream)
    )
    query = select(checkpoints, waiting.scalar_subquery().label("waiting"))
    rows = await session.execute(query.order_by(checkpoints.c.reader, checkpoints.c.stream))
    return [
        Standing(
            row.reader, row.stream, row.position, row.head, row.waiting, current.get(row.reader) != row.fingerprint
        )
        for row in rows
    ]


async def has_read(session: AsyncSession, work: Work, service: str, entity: UUID, version: int) -> bool:
    """Whether all that this service reads of `service` includes that version of the entity. A parked event is not read.

    Of itself a service knows everything; for a producer that it does not listen to there is nothing to wait.
    """
    if service == work.service:
        latest = await session.scalar(select(heads.c.version).where(heads.c.entity == entity))
        return latest is not None and latest >= version
    readers = [spec.name for spec in work.projections if spec.source == service]
    readers += [spec.name for spec in work.reactions if spec.source == service]
    return await all_have_read(session, readers, entity, version)

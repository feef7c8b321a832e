"""Where a service stands: how far its readers are, what waits, and whether one of them has read a given event."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.bus import stream_of
from chassis.checkpoints import Key, all_have_read, checkpoints
from chassis.fingerprints import fingerprint
from chassis.ledger import heads
from chassis.parked import parked
from chassis.work import Work


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
    stream = stream_of(service)
    return await all_have_read(session, [Key(reader, stream) for reader in readers], entity, version)

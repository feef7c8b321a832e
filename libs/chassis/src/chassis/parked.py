"""Parked events: what a reader could not apply, with the reason, and whatever of the same entity queues behind it.

Everything else goes on. A parked event is tried again on request (and by itself once an unknown word has been
learned), or dropped by a person who says why; a dropped event stays dropped when the projection is rebuilt.
"""

import logging
from collections.abc import Collection, Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    RowMapping,
    String,
    Table,
    Text,
    Uuid,
    delete,
    func,
    insert,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.checkpoints import Key, hold, of_reader, see
from chassis.database import Instant, plumbing
from chassis.stream import Link
from events.catalogue import CATALOGUE
from kernel.errors import NotFound

log = logging.getLogger(__name__)

QUEUED = "queues behind an earlier event"
UNKNOWN = "a word this deployment does not know"

parked = Table(
    "parked",
    plumbing,
    Column("reader", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("entity", Uuid, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("parked_at", Instant, nullable=False, server_default=func.now()),
)
dropped = Table(
    "dropped",
    plumbing,
    Column("reader", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("dropped_at", Instant, nullable=False, server_default=func.now()),
)


class Retrying(Protocol):
    """A projection or a reaction, as far as parked events are concerned."""

    key: Key
    sessions: async_sessionmaker[AsyncSession]

    async def refusal(self, session: AsyncSession, link: Link) -> str | None:
        """Apply one event; why it could not be applied, if so."""


class Lanes:
    """Which entities of one reader wait behind a parked event, as known while one batch is applied."""

    def __init__(self, key: Key, waiting: Collection[UUID], gone: Collection[int]) -> None:
        self.key, self.waiting, self.gone = key, set(waiting), frozenset(gone)
        self.held: set[int] = set()  # positions of this batch

    def free(self, links: Sequence[Link]) -> list[Link]:
        """What can be applied now."""
        return [link for link in links if link.entity not in self.waiting and link.position not in self.gone]

    async def park(self, session: AsyncSession, link: Link, reason: str) -> None:
        """Set one event aside, and with it all that its entity will do, until it is retried or dropped."""
        log.error("%s parks %s at %s: %s", *self.key, link.position, reason)
        self.waiting.add(link.entity)
        self.held.add(link.position)
        row = {"position": link.position, "entity": link.entity, "type": link.type, "message": link.body.decode()}
        await session.execute(insert(parked).values(**self.key._asdict(), **row, reason=reason))


# Asked for every batch, and as a rule the answer is empty.
ASIDE = union_all(
    select(parked.c.entity, null().label("position")).where(of_reader(parked)),
    select(null(), dropped.c.position).where(of_reader(dropped)),
)


async def lanes(session: AsyncSession, key: Key) -> Lanes:
    """The lanes as they are; ask while holding the checkpoint."""
    aside = (await session.execute(ASIDE, key.named)).all()
    waiting, gone = ([row[which] for row in aside if row[which] is not None] for which in (0, 1))
    return Lanes(key, waiting, gone)


def read(links: Sequence[Link], lanes: Lanes) -> list[tuple[UUID, int]]:
    """The versions that were applied or given up; a parked one, and what queues behind it, is not read yet."""
    return [(link.entity, link.version) for link in links if link.position not in lanes.held]


async def all_parked(session: AsyncSession) -> Sequence[RowMapping]:
    """Everything that waits in this service, in the order in which it happened."""
    query = select(parked).order_by(parked.c.reader, parked.c.stream, parked.c.position)
    return (await session.execute(query)).mappings().all()


async def retry(reader: Retrying, entities: Collection[UUID] | None = None) -> int:
    """Try again what is parked, each entity in order until one event is refused. Returns how many went through."""
    query = select(parked).where(reader.key.of(parked)).order_by(parked.c.position)
    if entities is not None:
        query = query.where(parked.c.entity.in_(entities))
    passed, stuck = 0, set[UUID]()
    async with reader.sessions.begin() as session:
        await hold(session, reader.key)
        for row in (await session.execute(query)).mappings().all():
            if row["entity"] not in stuck:
                link = Link(row["position"], b"", row["message"].encode())
                reason = await reader.refusal(session, link)
                await _settle(session, reader.key, link, reason)
                passed += reason is None
                stuck |= {link.entity} if reason is not None else set()
    return passed


async def _settle(session: AsyncSession, key: Key, link: Link, reason: str | None) -> None:
    this = key.of(parked) & (parked.c.position == link.position)
    if reason is None:
        await session.execute(delete(parked).where(this))
        await see(session, key, [(link.entity, link.version)])
    else:
        await session.execute(update(parked).where(this).values(reason=reason))


async def retry_learned(reader: Retrying) -> int:
    """Try again the events whose word this deployment has learned meanwhile. Returns how many went through."""
    learned = select(parked.c.entity).where(
        reader.key.of(parked), parked.c.reason == UNKNOWN, parked.c.type.in_(list(CATALOGUE))
    )
    async with reader.sessions.begin() as session:
        entities = (await session.scalars(learned.distinct())).all()
    return await retry(reader, entities) if entities else 0


async def drop(session: AsyncSession, key: Key, position: int, because: str) -> None:
    """Give one parked event up for good; `because` is kept. What queued behind it can be retried. Raises NotFound."""
    await hold(session, key)
    this = key.of(parked) & (parked.c.position == position)
    row = (await session.execute(delete(parked).where(this).returning(parked))).mappings().one_or_none()
    if row is None:
        raise NotFound(f"{key.reader} has nothing parked at {position} of {key.stream}.")
    gone: dict[str, Any] = {**key._asdict(), "position": position, "reason": row["reason"], "because": because}
    await session.execute(insert(dropped).values(gone))
    link = Link(position, b"", row["message"].encode())
    await see(session, key, [(link.entity, link.version)])


async def forget(session: AsyncSession, key: Key) -> None:
    """A rebuild tries every event again; what was dropped stays dropped."""
    await session.execute(delete(parked).where(key.of(parked)))

"""How far each reader of a stream is, and which of every entity's versions it has read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import plumbing
from chassis.ledger import ORIGIN, halts

checkpoints = Table(
    "checkpoints",
    plumbing,
    Column("reader", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("head", BigInteger, nullable=False),  # how far the stream was when we last heard
    Column("fingerprint", String, nullable=False),  # of the handlers and tables that position 1 was read with
)
read_heads = Table(
    "read_heads",
    plumbing,
    Column("reader", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("entity", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)
# One statement for a batch, however many entities: this is written for every event that is read.
_seen = upsert(read_heads).from_select(
    list(read_heads.columns),
    select(
        bindparam("of_reader", type_=String),
        bindparam("of_stream", type_=String),
        func.unnest(bindparam("entities", type_=ARRAY(Uuid))),
        func.unnest(bindparam("versions", type_=ARRAY(Integer))),
    ),
)
SEEN = _seen.on_conflict_do_update(
    index_elements=list(read_heads.primary_key.columns), set_={"version": _seen.excluded.version}
)


class Key(NamedTuple):
    """A reader (a projection or a reaction) on a stream."""

    reader: str
    stream: str

    def of(self, table: Table) -> Any:
        """The condition that picks this reader's rows of `table`."""
        return (table.c.reader == self.reader) & (table.c.stream == self.stream)

    @property
    def named(self) -> dict[str, Any]:
        """Itself, as statements take it that are built once: with `of_reader`."""
        return {"of_reader": self.reader, "of_stream": self.stream}


def of_reader(table: Table) -> Any:
    """As `Key.of`, for the key that a statement is given when it is executed."""
    return (table.c.reader == bindparam("of_reader")) & (table.c.stream == bindparam("of_stream"))


_begun = upsert(checkpoints)
BEGUN = _begun.on_conflict_do_update(
    index_elements=list(checkpoints.primary_key.columns),
    set_={"fingerprint": _begun.excluded.fingerprint},
    where=checkpoints.c.position == 0,
)
FOUND = select(checkpoints.c.stream).where(checkpoints.c.reader == bindparam("of_reader"))
# Built once: to build a statement costs as much as to execute it, and these are for every batch.
HELD = select(checkpoints.c.position, checkpoints.c.hash).where(of_reader(checkpoints)).with_for_update()
# One statement for what moves with a checkpoint: the versions seen, and the end of a halt.
MOVED = (
    update(checkpoints)
    .where(of_reader(checkpoints))
    .values(position=bindparam("to"), hash=bindparam("seal"), head=bindparam("of_head"))
    .add_cte(SEEN.cte("seen"), delete(halts).where(halts.c.name == bindparam("of_reader")).cte("resumed"))
)


class Checkpoint(NamedTuple):
    """All up to `position` is applied, and `seal` is the chain's hash there."""

    position: int
    seal: bytes


async def begin(session: AsyncSession, key: Key, fingerprint: str) -> Key:
    """Give a new reader its checkpoint before the first event; one that was begun anew now goes by `fingerprint`.

    Returns the key under which it reads: it may have followed its producer into a later epoch.
    """
    stream = await session.scalar(FOUND, {"of_reader": key.reader})
    key = Key(key.reader, stream or key.stream)
    start = {**key._asdict(), "position": 0, "hash": ORIGIN, "head": 0, "fingerprint": fingerprint}
    await session.execute(BEGUN, start)
    return key


async def hold(session: AsyncSession, key: Key) -> Checkpoint:
    """Where the reader is; nobody else moves it until the transaction ends."""
    position, seal = (await session.execute(HELD, key.named)).one()
    return Checkpoint(int(position), bytes(seal))


async def move(
    session: AsyncSession, key: Key, to: Checkpoint, head: int, versions: Iterable[tuple[UUID, int]] = ()
) -> None:
    """The reader has applied all up to `to`, these versions among it; the stream is known to reach `head`."""
    place = {"to": to.position, "seal": to.seal, "of_head": max(head, to.position)}
    await session.execute(MOVED, {**key.named, **place, **latest(versions)})


async def see(session: AsyncSession, key: Key, versions: Iterable[tuple[UUID, int]]) -> None:
    """Remember the latest version read of each entity."""
    await session.execute(SEEN, {**key.named, **latest(versions)})


def latest(versions: Iterable[tuple[UUID, int]]) -> Mapping[str, Sequence[UUID] | Sequence[int]]:
    """The last version of each entity, as `SEEN` takes them. Sorted, so that two readers never wait for each other."""
    last = dict(sorted(dict(versions).items(), key=lambda seen: seen[0].int))
    return {"entities": [*last], "versions": [*last.values()]}


async def forget(session: AsyncSession, key: Key) -> None:
    """Back to before the first event."""
    await session.execute(delete(read_heads).where(key.of(read_heads)))
    await session.execute(update(checkpoints).where(key.of(checkpoints)).values(position=0, hash=ORIGIN))


async def all_have_read(session: AsyncSession, readers: Iterable[str], entity: UUID, version: int) -> bool:
    """Whether each of these readers has applied that version of the entity, or a later one."""
    asked = set(readers)  # named in the query, as its key begins with them: it is asked again and again while one waits
    query = select(read_heads.c.reader).where(read_heads.c.reader.in_(asked), read_heads.c.entity == entity)
    return asked <= set(await session.scalars(query.where(read_heads.c.version >= version)))

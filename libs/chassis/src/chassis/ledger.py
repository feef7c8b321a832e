"""The ledger: what happened in this service, in order, for ever.

A command records its events in the transaction of the facts they report. The relay numbers them after commit; from then
on `position` is the event's place in the ledger, in the stream and in every feed, and `hash` seals all that came before it.
The body is written once, as the bytes that will be hashed, sent and kept.
"""

import hashlib
import json
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, LargeBinary, String, Table, UniqueConstraint, Uuid
from sqlalchemy import insert, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Instant, plumbing
from events import Event
from kernel.errors import RuleBroken

ORIGIN = b"\0" * 32
LARGEST_BODY = 256 * 1024

ledger = Table(
    "ledger",
    plumbing,
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("position", BigInteger, unique=True),
    Column("hash", LargeBinary),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("type", String, nullable=False),
    Column("entity", Uuid, nullable=False),
    Column("entity_version", Integer, nullable=False),
    Column("occurred_at", Instant, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("entity", "entity_version"),
    Index("ledger_unnumbered", "seq", postgresql_where=text("position is null")),
)
heads = Table(
    "heads",
    plumbing,
    Column("entity", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)
NEXT_VERSION = (
    upsert(heads)
    .on_conflict_do_update(index_elements=[heads.c.entity], set_={"version": heads.c.version + 1})
    .returning(heads.c.version)
)


async def emit(session: AsyncSession, entity: UUID, event: Event) -> None:
    """Record that `event` happened to `entity`, in the transaction of `session`.

    Takes the entity's head first and holds it until the transaction ends: whoever comes second waits, so the order of the
    ledger is the order in which each entity changed. Raises RuleBroken for a body that belongs among the documents.
    """
    version = await session.scalar(NEXT_VERSION, {"entity": entity, "version": 1})
    recorded = event.model_copy(update={"entity": entity, "entity_version": version})
    body = canonical(recorded)
    if len(body) > LARGEST_BODY:
        raise RuleBroken("That is too large for an event; attach it as a document.")
    await session.execute(
        insert(ledger).values(
            event_id=recorded.event_id,
            type=recorded.type,
            entity=entity,
            entity_version=version,
            occurred_at=recorded.occurred_at,
            body=body,
        )
    )


def canonical(event: Event) -> bytes:
    """The one text of an event."""
    message = {"type": event.type, **event.model_dump(mode="json")}
    return json.dumps(message, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chain(previous: bytes, position: int, body: bytes) -> bytes:
    """The seal of an event and of everything before it. Needs only the body's digest, so a withheld body still proves its place."""
    leaf = hashlib.sha256(body).digest()
    return hashlib.sha256(previous + position.to_bytes(8, "big") + leaf).digest()

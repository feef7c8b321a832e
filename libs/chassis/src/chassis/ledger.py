"""The ledger: what happened in this service, in order, for ever.

A command records its events in the transaction of the facts they report. The relay numbers them after commit; from
then on `position` is the event's place in the ledger, in the stream and in every feed, and `hash` seals all that came
before it. The body is written once, as the bytes that will be hashed, sent and kept.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    bindparam,
    event,
    func,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from chassis import telemetry
from chassis.database import Instant, plumbing
from events import Event
from kernel.errors import RuleBroken

ORIGIN = b"\0" * 32
LARGEST_BODY = 256 * 1024
SKEW = timedelta(seconds=5)  # by so much may the clocks of two servers differ

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
    Column("actor", String),
    Column("trace", String),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("entity", "entity_version"),
    Index("ledger_unnumbered", "seq", postgresql_where=text("position is null")),
)
heads = Table(
    "heads",
    plumbing,
    Column("entity", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("occurred_at", Instant, nullable=False),
)
halts = Table(
    "halts",
    plumbing,
    Column("name", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", Instant, nullable=False, server_default=func.now()),
)
RELAY = "relay"
NUMBER, LONGEST_NUMBER = "entity_version", 10
_one_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)

# One journey to the server for every event: take the entity's head, spell its number into the body, record. The head
# is locked before `seq` is drawn, so both run alike. While the relay is halted the ledger takes nothing; and a time
# that is not the head's own has to be thought about.
RECORD = text("""
with taken as (
    insert into heads (entity, version, occurred_at) values (:entity, 1, :occurred_at)
    on conflict (entity) do update
    set version = heads.version + 1, occurred_at = greatest(heads.occurred_at, excluded.occurred_at)
    returning version, occurred_at
), recorded as (
    insert into ledger (event_id, type, entity, entity_version, occurred_at, actor, trace, body)
    select :event_id, :type, :entity, version, occurred_at, :actor, :trace,
        :before || convert_to(version::text, 'UTF8') || :after
    from taken where occurred_at = :occurred_at and not exists (select from halts where name = 'relay')
    returning seq
)
select version, occurred_at, seq from taken left join recorded on true
""").bindparams(
    *(bindparam(name, type_=ledger.c[name].type) for name in ("event_id", "type", "entity", "occurred_at")),
    *(bindparam(name, type_=String) for name in ("actor", "trace")),
    *(bindparam(name, type_=LargeBinary) for name in ("before", "after")),
)
GIVE_BACK = update(heads).where(heads.c.entity == bindparam("of_entity")).values(version=heads.c.version - 1)


class Halted(Exception):
    """The ledger and its stream disagree, so nothing may be recorded until a person has reconciled them."""


async def emit(session: AsyncSession, entity: UUID, event: Event) -> None:
    """Record that `event` happened to `entity`, in the transaction of `session`.

    Takes the entity's head first and holds it until the transaction ends: whoever comes second waits, so the order of
    the ledger is the order in which each entity changed. What was recorded is remembered in `session.info["emitted"]`.
    Raises RuleBroken for a body that belongs among the documents and for a time before the entity's last, Halted, and
    ValueError for an event of another service.
    """
    if event.type.split(".")[0] != session.info["service"]:
        raise ValueError(f"{session.info['service']} cannot say {event.type}")
    with telemetry.recording(event.type):
        recorded = await record(session, entity, event)
    session.info.setdefault("emitted", []).append(recorded)


async def record(session: AsyncSession, entity: UUID, event: Event) -> Event:
    """The event as it stands in the ledger from now on. Raises RuleBroken, Halted."""
    stamped = event.model_copy(update={"entity": entity})
    before, after = spelled(stamped)
    if len(before) + len(after) > LARGEST_BODY - LONGEST_NUMBER:
        raise RuleBroken("That is too large for an event; attach it as a document.")
    told = {"event_id": event.event_id, "type": event.type, "entity": entity, "occurred_at": event.occurred_at}
    caused = {"actor": session.info.get("actor"), "trace": telemetry.traceparent() or session.info.get("trace")}
    recorded = await session.execute(RECORD, {**told, **caused, "before": before, "after": after})
    version, latest, seq = recorded.one()
    if seq is not None:
        return stamped.model_copy(update={"entity_version": version})
    if latest == event.occurred_at:
        raise Halted("Nothing can be recorded until the ledger and its stream are reconciled.")
    if latest - event.occurred_at > SKEW:
        raise RuleBroken("Time does not run backwards: this was already changed at a later time.")
    await session.execute(GIVE_BACK, {"of_entity": entity})
    return await record(session, entity, event.model_copy(update={"occurred_at": latest}))


def canonical(event: Event) -> bytes:
    """The one text of an event."""
    before, after = spelled(event)
    return before + str(event.entity_version).encode() + after


def spelled(event: Event) -> tuple[bytes, bytes]:
    """The one text of an event, without the number that the ledger gives it: what comes before and after."""
    message = {"type": event.type, **event.model_dump(mode="json")}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in message.items():
        if name != NUMBER:
            (before if name < NUMBER else after)[name] = value
    return f'{_one_text.encode(before)[:-1]},"{NUMBER}":'.encode(), f",{_one_text.encode(after)[1:]}".encode()


def chain(previous: bytes, position: int, body: bytes) -> bytes:
    """The seal of an event and of everything before it."""
    return link(previous, position, hashlib.sha256(body).digest())


def link(previous: bytes, position: int, digest: bytes) -> bytes:
    """As `chain`, from the body's SHA-256 alone: so a withheld body still proves its place."""
    return hashlib.sha256(previous + position.to_bytes(8, "big") + digest).digest()


async def head_of(session: AsyncSession) -> tuple[int, bytes]:
    """The last place in the ledger and the seal of all of it; (0, ORIGIN) while it is empty."""
    query = select(ledger.c.position, ledger.c.hash).where(ledger.c.position.is_not(None))
    last = (await session.execute(query.order_by(ledger.c.position.desc()).limit(1))).one_or_none()
    return (0, ORIGIN) if last is None else (int(last.position), bytes(last.hash))


_wakers: dict[str, set[Callable[[], Any]]] = {}


def wake_on_commit(service: str, waker: Callable[[], Any]) -> Callable[[], None]:
    """Call `waker` whenever a command of `service` commits events in this process, until the answer is called."""
    _wakers.setdefault(service, set()).add(waker)
    return lambda: _wakers[service].discard(waker)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.info.get("emitted"):
        for waker in _wakers.get(session.info["service"], ()):
            waker()

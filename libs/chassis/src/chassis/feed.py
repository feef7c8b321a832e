"""The feed: the ledger as anybody may read it, contiguous by position, each body only for those it is meant for.

An event that is not for the caller stands as a redacted position with the digest of its body; so completeness, order
and the chain can be proved from outside: `hash(n) = SHA-256(hash(n-1) ‖ n ‖ digest)`, n as eight bytes, big-endian, and
hash(0) = 32 zero bytes.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.epochs import current_epoch
from chassis.http import Reading, Router
from chassis.identity import Actor, Visitor
from chassis.ledger import head_of, ledger
from chassis.wire import Digits
from events import Audience
from events.catalogue import CATALOGUE

READ_ALL = frozenset({"auditor", "service"})  # roles
LARGEST_PAGE = 1000
MOST_BYTES = 16 * 1024 * 1024  # of bodies on one page; a thousand of the largest would be a quarter of a gigabyte


class Entry(BaseModel):
    """One position. `body` is the event exactly as it was hashed; `redacted` stands in place of what is not for you."""

    position: int
    hash: str
    digest: str
    type: str
    event_id: UUID
    occurred_at: datetime
    entity: UUID
    entity_version: int
    body: dict[str, Any] | None = None
    redacted: bool | None = None


class Head(BaseModel):
    """How far the ledger is, and the seal of all of it. In a later epoch it may not be what it was in the last."""

    position: int
    hash: str
    epoch: int


class Feed(BaseModel):
    """A page of the ledger. The next one is `after` the last position, until that is the head's."""

    items: list[Entry]
    head: Head


def router(service: str) -> APIRouter:
    """`GET /events` of one service."""
    routes = Router(tags=["events"])

    @routes.get("/events", response_model=Feed, operation_id=f"{service}_events")
    async def events(
        reading: Reading,
        actor: Visitor,
        after: Annotated[int, Query(ge=0, le=2**63 - 1), Digits] = 0,
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE), Digits] = 100,
    ) -> Response:
        """What happened here after a position, in order and without gaps."""
        return Response(await page(reading, actor, after=after, limit=limit), media_type="application/json")

    return routes


async def page(session: AsyncSession, actor: Actor | None, *, after: int, limit: int) -> bytes:
    """The page as JSON, every body in the very bytes that were hashed. It ends early where they are many bytes."""
    sizes = select(ledger.c.position, func.sum(func.octet_length(ledger.c.body)).over(order_by=ledger.c.position))
    sized = sizes.where(ledger.c.position > after).order_by(ledger.c.position).limit(limit).subquery()
    place, bytes_so_far = sized.c
    fits = (bytes_so_far <= MOST_BYTES) | (place - 1 == after)  # the first in any case
    query = select(ledger).join(sized, ledger.c.position == place).where(fits).order_by(ledger.c.position)
    rows = (await session.execute(query)).mappings().all()
    position, seal = await head_of(session)
    head = {"position": position, "hash": seal.hex(), "epoch": (await current_epoch(session)).number}
    items = [entry(row, actor) for row in rows]
    return orjson.dumps({"items": items, "head": head}, default=str)  # asyncpg has a UUID of its own


def entry(row: Mapping[Any, Any], actor: Actor | None) -> dict[str, Any]:
    """One row of the ledger as this caller may see it."""
    shown = {"body": orjson.Fragment(row["body"])} if may_read(row, actor) else {"redacted": True}
    return {
        "position": row["position"],
        "hash": row["hash"].hex(),
        "digest": hashlib.sha256(row["body"]).hexdigest(),
        "type": row["type"],
        "event_id": row["event_id"],
        "occurred_at": row["occurred_at"],
        "entity": row["entity"],
        "entity_version": row["entity_version"],
        **shown,
    }


def may_read(row: Mapping[Any, Any], actor: Actor | None) -> bool:
    """Public events are everybody's, others their parties'; auditors and services read all. Unknown: withheld."""
    if actor is not None and actor.roles & READ_ALL:
        return True
    kind = CATALOGUE.get(row["type"])
    if kind is None or kind.audience is Audience.SERVICES:
        return False
    if kind.audience is Audience.PUBLIC:
        return True
    return actor is not None and actor.organisation in kind.model_validate_json(row["body"]).parties()

"""A desk for the chassis' tests: the smallest service that does everything an HTTP face has to do."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from socket import socket
from typing import Annotated, Any
from uuid import UUID

import httpx
import uvicorn
from fastapi import Depends, FastAPI, Query
from joserfc.jwk import OKPKey
from libs.chassis.tests.city import facts
from sqlalchemy import Column, Enum, Integer, String, Table, UniqueConstraint, Uuid, func, select

from chassis.app import create_app
from chassis.database import Instant, mapper_of, plumbing
from chassis.http import Expected, Listing, Now, Out, Page, Reading, Router, Strict, Transaction, paged
from chassis.identity import Actor, Caller, mint, owner_of, role
from chassis.keys import KeySet
from chassis.ledger import emit
from chassis.serve import configured
from chassis.settings import Settings
from chassis.testing import postgres_url
from chassis.testing.databases import fresh_database
from chassis.wire import AmountIn, IdIn, InstantIn, MoneyIn, MoneyOut, Name, Prose
from chassis.work import Work
from events.registry import OrganisationRegistered
from kernel.errors import NotFound, Refused, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from kernel.versions import must_match
from rulebook.decisions import Basis, Decision

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
COUNCIL = UUID("0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")
LARGE = 2 * 1024 * 1024


class Kind(StrEnum):
    LETTER = "letter"
    PARCEL = "parcel"


@dataclass(eq=False)
class Item:
    """Something on the desk."""

    id: UUID
    owner: UUID
    name: str
    kind: Kind
    pence: int
    due_at: datetime
    version: int = 0

    @property
    def value(self) -> Money:
        return Money(self.pence)


mapper = mapper_of("desk")
items = Table(
    "items",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Uuid, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", Enum(Kind, native_enum=False, values_callable=list), nullable=False),
    Column("pence", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    # Checked at commit only: so a test can have a commit that fails after a command that passed.
    UniqueConstraint("owner", "name", deferrable=True, initially="DEFERRED"),
)
mapper.map_imperatively(Item, items, version_id_col=items.c.version)


class ItemIn(Strict):
    name: Name
    kind: Kind
    value: MoneyIn
    due_at: InstantIn
    after: IdIn | None = None
    fee: AmountIn = "0.00"
    count: int = 0
    note: Prose | None = None


class ItemOut(Out):
    id: UUID
    name: str
    kind: Kind
    value: MoneyOut
    due_at: datetime
    version: int


router = Router(prefix="/items", tags=["items"])
bulk = Router(prefix="/bulk", tags=["bulk"], largest=LARGE)
Clerk = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=ItemOut)
async def put_down(body: ItemIn, actor: Caller, tx: Transaction, now: Now) -> Item:
    """Put something on the desk."""
    item = Item(new_id(), owner_of(actor), body.name, body.kind, body.value.parsed().pence, body.due_at)
    tx.add(item)
    await emit(tx, item.id, OrganisationRegistered(occurred_at=now, organisation=facts(item.id, body.name)))
    return item


@router.get("", response_model=Listing[ItemOut])
async def look(tx: Reading, page: Page, kind: Annotated[Kind | None, Query()] = None) -> Listing[Any]:
    """All that lies on the desk."""
    query = select(Item).order_by(items.c.id).limit(page.limit)
    if kind is not None:
        query = query.where(items.c.kind == kind)
    if page.after is not None:
        query = query.where(items.c.id > UUID(page.after[0]))
    return paged((await tx.scalars(query)).all(), page, key=lambda item: [item.id])


@router.get("/{item_id}", response_model=ItemOut)
async def look_at(item_id: UUID, tx: Reading) -> Item:
    """One thing."""
    return await found(tx, item_id)


@router.put("/{item_id}", response_model=ItemOut)
async def rename(item_id: UUID, body: ItemIn, tx: Transaction, actor: Clerk, expected: Expected) -> Item:
    """Give it another name."""
    item = await found(tx, item_id)
    must_match(item.version, expected)
    item.name = body.name
    return item


@router.post("/{item_id}/refuse")
async def refuse(item_id: UUID, tx: Transaction, now: Now) -> None:
    """Ask for what a rule forbids."""
    tx.add(Item(new_id(), item_id, "never kept", Kind.LETTER, 0, now))
    await tx.flush()
    decision = Decision(
        id=item_id,
        rule="notice-period",
        version=2,
        basis=Basis.LAW,
        outcome=False,
        reasons=("the notice was published 20 days ago", "it must stand for 25"),
        inputs={"days": "20"},
        decided_at=now,
    )
    raise Refused("A notice must stand for 25 days.", decision)


@router.post("/{item_id}/fail/{how}")
async def fail(item_id: UUID, how: str, tx: Transaction) -> None:
    """Go wrong in one of several ways."""
    if how == "rule":
        raise RuleBroken("It is already closed.")
    if how == "value":
        raise Unacceptable("/lots/0/value", "No lot may be free.")
    if how == "write-in-reading":
        tx.add(Item(item_id, item_id, "x", Kind.LETTER, 0, NOON))
    if how == "overflow":
        await tx.scalar(select(func.cast(func.repeat("9", 40), Integer)))
    raise ZeroDivisionError("secret 1720000.00")


@router.get("/write/{item_id}")
async def write_while_reading(item_id: UUID, tx: Reading) -> None:
    """Try to write in a session that only reads."""
    tx.add(Item(item_id, item_id, "x", Kind.LETTER, 0, NOON))
    await tx.flush()


@router.get("/now/told")
async def tell_time(now: Now) -> Mapping[str, str]:
    """What time it is here."""
    return {"now": now.isoformat()}


@bulk.post("/items")
async def take_many(body: list[ItemIn], actor: Caller) -> Mapping[str, int]:
    """Many at once."""
    return {"taken": len(body)}


async def found(session: Any, item_id: UUID) -> Item:
    item: Item | None = await session.get(Item, item_id)
    if item is None:
        raise NotFound(f"There is no item {item_id}.")
    return item


@cache
def gateway_key() -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": "desk"})


def an_item(**changes: Any) -> dict[str, Any]:
    value = {"amount": "12.50", "currency": "GBP"}
    return {"name": "Tender pack", "kind": "letter", "value": value, "due_at": "2026-01-06T09:00:00Z"} | changes


class Desk:
    """The service on a database of its own."""

    def __init__(self, app: FastAPI) -> None:
        self.app, self.sessions = app, app.state.sessions

    def client(
        self, *roles: str, subject: str = "ann", organisation: UUID | None = COUNCIL, audience: str = "registry"
    ) -> httpx.AsyncClient:
        """Signed in for the council; anonymous with `subject=""`. What nobody foresaw is answered, not raised."""
        key = gateway_key()
        token = mint(key, audience=audience, subject=subject, organisation=organisation, roles=roles)
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {token}"} if subject else {}
        return httpx.AsyncClient(transport=transport, base_url="http://desk/registry/v1", headers=headers)

    async def names(self) -> list[str]:
        """What is really on the desk."""
        async with self.sessions() as session:
            return list(await session.scalars(select(items.c.name).order_by(items.c.id)))


@asynccontextmanager
async def opened(
    *, sandbox: bool = True, work: Work | None = None, untraced: Collection[str] = ()
) -> AsyncIterator[Desk]:
    """A desk of one's own."""
    async with fresh_database(postgres_url(), "desk", lambda: [plumbing, mapper.metadata]) as url:
        settings = Settings(database_url=url, documents_url="memory:///", sandbox=sandbox)
        app = create_app("registry", "Desk", [router, bulk], settings, work, untraced=untraced)
        app.state.keys = KeySet.of({"keys": [gateway_key().as_dict(private=False)]})
        async with app.router.lifespan_context(app):
            yield Desk(app)


class Server(uvicorn.Server):
    """Says when it listens, and leaves the process's signals alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(desk: Desk) -> AsyncIterator[int]:
    """The desk on a port, configured as services are."""
    server = Server(configured(desk.app, desk.app.state.settings.model_copy(update={"port": 0})))
    serving = asyncio.create_task(server.serve())
    await server.up.wait()
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        await serving

"""A service as its clients and its neighbours see it, in the test's own process."""

import importlib
from collections import defaultdict
from collections.abc import AsyncIterator, Generator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI
from joserfc.jwk import OKPKey
from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.datastructures import State

from chassis.app import remember
from chassis.database import sessions_of
from chassis.keys import KeySet
from chassis.ledger import ORIGIN, canonical, chain, ledger
from chassis.parked import all_parked
from chassis.projections import Projection
from chassis.reactions import Reaction
from chassis.settings import Settings
from chassis.stream import Sent
from chassis.testing.databases import logins_of
from chassis.timers import due
from chassis.tokens import mint
from chassis.work import Work, readers_of
from events import Event
from events.catalogue import CATALOGUE

#: Applications that no test has at the moment, by database.
_idle: dict[str, list[FastAPI]] = defaultdict(list)


@cache
def gateway_key() -> OKPKey:
    """Stands for the gateway's."""
    return OKPKey.generate_key("Ed25519", {"kid": "tests"}, private=True)


class SignedIn(httpx.Auth):
    """Puts a fresh internal token on every request, as the gateway would."""

    def __init__(self, **claims: Any) -> None:
        self.claims = claims

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {mint(gateway_key(), **self.claims)}"
        yield request


class Producer:
    """Another service's ledger, played by the test."""

    def __init__(self, service: str) -> None:
        self.service, self.seal = service, ORIGIN
        self.versions: dict[UUID, int] = {}
        self.sent: list[Sent] = []

    def records(self, event: Event, entity: UUID) -> Sent:
        """The event in its place, as it would come off the stream."""
        self.versions[entity] = self.versions.get(entity, 0) + 1
        body = canonical(event.model_copy(update={"entity": entity, "entity_version": self.versions[entity]}))
        position = len(self.sent) + 1
        self.seal = chain(self.seal, position, body)
        self.sent.append(Sent(self.service, position, self.seal.hex(), body))
        return self.sent[-1]


class ServiceUnderTest:
    """One service on a database of its own. Paths are those of outsiders: `/tendering/v1/notices`."""

    def __init__(
        self, app: FastAPI, work: Work, sessions: async_sessionmaker[AsyncSession], exits: AsyncExitStack
    ) -> None:
        self.app, self.work, self.sessions, self.exits = app, work, sessions, exits
        self.readers: Sequence[Projection | Reaction] = readers_of(work, sessions, sandbox=True)
        self.producers: dict[str, Producer] = {}

    def client(
        self,
        role: str | None = None,
        organisation: UUID | None = None,
        *,
        roles: Iterable[str] = (),
        scopes: Iterable[str] = (),
        subject: str | None = None,
    ) -> httpx.AsyncClient:
        """Signed in with that role (and `roles`) for that organisation; anonymous without a role."""
        held = {*([role] if role else []), *roles}
        claims = {"audience": self.work.service, "subject": subject or f"{role} of {organisation}"}
        signed_in = SignedIn(**claims, organisation=organisation, roles=held, scopes=scopes) if held else None
        # A failure of ours is the test's failure, with its traceback, and no 500 that might be expected.
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        client = httpx.AsyncClient(transport=transport, base_url="http://commonweal", auth=signed_in)
        self.exits.push_async_callback(client.aclose)
        return client

    async def feed(self, event: Event, entity: UUID) -> None:
        """Let another service have said this. Raises AssertionError with the reason if the event was parked."""
        source = event.type.split(".")[0]
        sent = self.producers.setdefault(source, Producer(source)).records(event, entity)
        for reader in self.listening_to(source):
            await reader.take([sent])
        refused = [row["reason"] for row in await self.parked() if row["message"] == sent.body.decode()]
        assert not refused, refused  # noqa: S101  this is a test's tool

    async def rebuild(self) -> None:
        """Empty every projection and read all that was fed again, in one batch."""
        for projection in self.readers:
            if isinstance(projection, Projection):
                await projection.begin_anew()
                producer = self.producers.get(projection.spec.source)
                if producer is not None:
                    await projection.take(producer.sent)

    async def due(self, now: datetime) -> None:
        """Let it be `now`: run the timers."""
        await due(self.sessions, self.work.timers, now)

    async def emitted(self) -> list[Event]:
        """What this service has said so far, in order."""
        async with self.sessions() as session:
            rows = await session.execute(select(ledger.c.type, ledger.c.body).order_by(ledger.c.seq))
            return [CATALOGUE[row.type].model_validate_json(row.body) for row in rows]

    async def parked(self) -> Sequence[RowMapping]:
        """Events that could not be applied."""
        async with self.sessions() as session:
            return await all_parked(session)

    def listening_to(self, source: str) -> list[Projection | Reaction]:
        """The readers of one producer's stream."""
        return [reader for reader in self.readers if reader.spec.source == source]


@asynccontextmanager
async def playing(service: str, database_url: str) -> AsyncIterator[ServiceUnderTest]:
    """The service's own app and work, trusting the tests' key."""
    kind: type[Settings] = getattr(importlib.import_module(f"{service}.settings"), "Settings", Settings)
    told = {**logins_of(service, database_url), "documents_url": "memory:///", "sandbox": True}
    settings = kind.model_validate(told)
    work = importlib.import_module(f"{service}.worker").WORK if find_spec(f"{service}.worker") else Work(service)
    async with AsyncExitStack() as exits:
        app = exits.enter_context(lent(service, settings, work))
        app.state.keys = KeySet.of({"keys": [gateway_key().as_dict(private=False)]})
        await exits.enter_async_context(app.router.lifespan_context(app))
        playing = ServiceUnderTest(app, work, sessions_of(app.state.engine, service), exits)
        for reader in playing.readers:
            await reader.begin()
        yield playing


@contextmanager
def lent(service: str, settings: Settings, work: Work) -> Iterator[FastAPI]:
    """The service's application, which remembers nothing of whoever had it before on this database.

    Not made anew for each test: FastAPI makes up a route when it is first looked at, an engine a statement, and there
    are hundreds of both.
    """
    idle = _idle[settings.database_url]
    app: FastAPI = idle.pop() if idle else importlib.import_module(f"{service}.app").create(settings)
    engine, app.state = app.state.engine, State()
    remember(app, service, settings, work, engine)
    yield app
    idle.append(app)

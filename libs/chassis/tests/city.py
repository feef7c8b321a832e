"""A small city for the chassis' tests: a service `registry` that registers organisations, and a reader of it."""

from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Integer, MetaData, String, Table, Uuid, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from chassis.database import NAMES, open_engine, plumbing, sessions_of
from chassis.ledger import emit
from chassis.projections import ProjectionSpec, Touched, Write
from chassis.testing import postgres_url
from chassis.testing.databases import fresh_database
from events.registry import OrganisationChanged, OrganisationFacts, OrganisationRegistered
from kernel.identifiers import new_id

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

tables = MetaData(naming_convention=NAMES)
known = Table(
    "known",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),
)
changes = Table(
    "changes",
    tables,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("entity", Uuid, nullable=False),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),
)
histories = Table(
    "histories", tables, Column("entity", Uuid, primary_key=True), Column("names", Integer, nullable=False)
)

_know = upsert(known)
KNOW = _know.on_conflict_do_update(
    index_elements=[known.c.id], set_={"name": _know.excluded.name, "version": _know.excluded.version}
)
NOTE = insert(changes)
_count = upsert(histories)
COUNT = _count.on_conflict_do_update(index_elements=[histories.c.entity], set_={"names": _count.excluded.names})


def on_organisation(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """Know the organisation by its latest name; note each change; count the names it ever had."""
    name, version = event.organisation.name, event.entity_version
    yield KNOW, {"id": event.entity, "name": name, "version": version}
    yield NOTE, {"entity": event.entity, "name": name, "version": version}
    yield Touched(event.entity)


async def count_names(session: AsyncSession, entities: Collection[UUID]) -> None:
    """How many names each organisation has had, as the table now stands."""
    names = func.count(changes.c.name.distinct()).label("names")
    counted = select(changes.c.entity, names).where(changes.c.entity.in_(entities)).group_by(changes.c.entity)
    rows = [row._asdict() for row in await session.execute(counted)]
    await session.execute(COUNT, rows)


KNOWN = ProjectionSpec(
    "known",
    "registry",
    {OrganisationRegistered: on_organisation, OrganisationChanged: on_organisation},
    [known, changes, histories],
    derive=count_names,
)


def facts(entity: UUID, name: str = "Northbridge Homes") -> OrganisationFacts:
    return OrganisationFacts(id=entity, name=name, source="self")


def registered(entity: UUID, name: str = "Northbridge Homes", *, at: datetime = MONDAY) -> OrganisationRegistered:
    return OrganisationRegistered(occurred_at=at, organisation=facts(entity, name))


def changed(entity: UUID, name: str, *, at: datetime = MONDAY) -> OrganisationChanged:
    return OrganisationChanged(occurred_at=at, organisation=facts(entity, name))


class City:
    """One database with a ledger of `registry` and the tables of `KNOWN`."""

    def __init__(self, url: str, engine: AsyncEngine) -> None:
        self.url, self.engine = url, engine
        self.sessions: async_sessionmaker[AsyncSession] = sessions_of(engine, "registry")

    async def register(self, name: str = "Northbridge Homes", entity: UUID | None = None) -> UUID:
        entity = entity or new_id()
        async with self.sessions.begin() as session:
            await emit(session, entity, registered(entity, name))
        return entity

    async def rename(self, entity: UUID, name: str) -> None:
        async with self.sessions.begin() as session:
            await emit(session, entity, changed(entity, name))

    async def rows(self, table: Table) -> list[tuple[object, ...]]:
        """Every row of a table, in the order of its key."""
        async with self.sessions() as session:
            return [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key.columns))]

    async def read(self) -> list[list[tuple[object, ...]]]:
        """All that the projection built."""
        return [await self.rows(table) for table in KNOWN.tables]


@asynccontextmanager
async def founded(*, connections: int = 20) -> AsyncIterator[City]:
    """A city of one's own."""
    async with fresh_database(postgres_url(), "city", lambda: [plumbing, tables]) as url:
        engine = open_engine(url, connections=connections)
        try:
            yield City(url, engine)
        finally:
            await engine.dispose()

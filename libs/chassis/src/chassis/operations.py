"""What an operator does to one service, on one machine or in a container: verify, rebuild, attend to, reconcile.

`chassis.console` offers it beside a service's process, the `commonweal` command for all services of a machine.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from nats.js import JetStreamContext
from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from chassis import bus, parked, rebuild, reconcile, verify
from chassis.checkpoints import Key
from chassis.database import open_engine, sessions_of
from chassis.projections import Projection
from chassis.reactions import Reaction
from chassis.settings import Settings
from chassis.standing import standings
from chassis.work import Work, readers_of
from kernel.errors import NotFound

CONNECTIONS = 4


@dataclass(frozen=True)
class Operations:
    """One service's database, its work, and the broker. What cannot be done is told as a DomainError."""

    work: Work
    settings: Settings
    engine: AsyncEngine
    jetstream: JetStreamContext

    @property
    def service(self) -> str:
        """Its name."""
        return self.work.service

    @property
    def sessions(self) -> async_sessionmaker[AsyncSession]:
        """Sessions on its database."""
        return sessions_of(self.engine, self.service)

    @property
    def readers(self) -> list[Projection | Reaction]:
        """All that follows a stream."""
        return readers_of(self.work, self.sessions, sandbox=self.settings.sandbox)

    async def differences(self) -> list[str]:
        """A sentence for each difference between ledger, stream and checkpoints."""
        return await verify.verify(self.engine, self.jetstream, self.service)

    async def to_rebuild(self, name: str = "", *, stale: bool = False) -> Sequence[Projection]:
        """The projection of that name, or all; only those that ask for it, if `stale`. Raises NotFound."""
        projections = [reader for reader in self.readers if isinstance(reader, Projection)]
        chosen = [projection for projection in projections if name in {"", projection.spec.name}]
        if not chosen:
            known = ", ".join(projection.spec.name for projection in projections) or "none"
            raise NotFound(f"{self.service} has no such projection; it has: {known}.")
        if not stale:
            return chosen
        async with self.sessions() as session:
            asking = {reader.reader for reader in await standings(session, self.work) if reader.stale}
        return [projection for projection in chosen if projection.spec.name in asking]

    async def rebuild(self, projection: Projection, told: Callable[[int, int], None]) -> None:
        """From the first event on, while everybody reads the old one; raises what broke, and then nothing changed."""
        await rebuild.rebuild(projection, self.jetstream, told)

    async def parked(self) -> Sequence[RowMapping]:
        """What could not be applied, in order."""
        async with self.sessions() as session:
            return await parked.all_parked(session)

    async def retry(self, position: int, reader: str = "") -> int:
        """Apply the event that is parked there, and what queues behind it; returns how many were. Raises NotFound."""
        return await self.applied(only(await self.parked(), position, reader))

    async def drop(self, position: int, because: str, reader: str = "") -> int:
        """Give it up for good, and apply what queued behind it; returns how many were. Raises NotFound."""
        row = only(await self.parked(), position, reader)
        async with self.sessions.begin() as session:
            await parked.drop(session, Key(row["reader"], row["stream"]), position, because)
        return await self.applied(row)

    async def applied(self, row: RowMapping) -> int:
        """Try what waits of this row's entity again."""
        applied = 0
        for reader in self.readers:
            if reader.key.reader == row["reader"]:
                await reader.begin()
                applied += await parked.retry(reader, [row["entity"]])
        return applied

    async def reconcile(self, *, withdraw: bool = False, anew: bool = False) -> reconcile.Outcome:
        """What the stream holds that the ledger does not; `withdraw` begins an epoch without it, `anew` in any case.

        The broker lets only its operator begin one.
        """
        found, epoch = await reconcile.difference(self.engine, self.jetstream, self.service), None
        if anew or (withdraw and found is not None):
            replicas = self.settings.nats_replicas
            epoch = await reconcile.begin_epoch(self.engine, self.jetstream, self.service, replicas=replicas)
        return reconcile.Outcome(self.service, found, epoch)


@asynccontextmanager
async def operating(work: Work, settings: Settings) -> AsyncIterator[Operations]:
    """With connections of its own, by the logins that `settings` name."""
    engine = open_engine(settings.database_url, connections=CONNECTIONS)
    try:
        connection = await bus.connect(settings, f"{work.service} operations")
        try:
            yield Operations(work, settings, engine, connection.jetstream(timeout=30))
        finally:
            await connection.close()
    finally:
        await engine.dispose()


def only(rows: Sequence[RowMapping], position: int, reader: str) -> RowMapping:
    """The one row that is meant. Raises NotFound if there is none, or more than one."""
    found = [row for row in rows if row["position"] == position and reader in {"", row["reader"]}]
    if not found:
        raise NotFound(f"Nothing is parked at {position}.")
    if len(found) > 1:
        raise NotFound(f"Several have parked {position}: say --reader {' or '.join(row['reader'] for row in found)}.")
    return found[0]

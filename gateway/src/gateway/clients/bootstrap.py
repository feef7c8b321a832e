"""The first clients, without whom nobody could register the second."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from gateway.clients.commands import Credential, provision

ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('bootstrap clients'))")


class Written(BaseModel):
    """One client as `credentials.json` has it."""

    client_id: str
    client_secret: str = Field(min_length=16, max_length=200, repr=False)
    organisation: UUID | None = None
    roles: tuple[str, ...] = ()


class CredentialsFile(BaseModel):
    """`credentials.json`, as `commonweal up` writes it."""

    clients: tuple[Written, ...]


def read(said: str) -> Sequence[Credential]:
    """The clients that an operator wrote down: in a file that is named, or in the setting itself, which is then JSON.

    Raises ValueError, naming the field, if that is not understood; OSError if the file cannot be read.
    """
    content = said if said.lstrip().startswith("{") else Path(said).read_bytes()
    written = CredentialsFile.model_validate_json(content)
    return [
        Credential(client.client_id, client.client_secret, client.organisation, client.roles)
        for client in written.clients
    ]


async def bootstrap(sessions: async_sessionmaker[AsyncSession], said: str, *, now: datetime) -> None:
    """Provision them all or none; several gateways may start at once."""
    async with sessions.begin() as session:
        await session.execute(ONE_AT_A_TIME)
        for credential in read(said):
            await provision(session, credential, now=now)

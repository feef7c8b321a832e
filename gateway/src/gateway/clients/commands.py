"""What one may do with clients: load, decide, record."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clients.domain import Client, Kind, digest_of, matches, new_secret, register
from gateway.clients.queries import client_of
from kernel.errors import Conflict
from kernel.identifiers import new_id


@dataclass(frozen=True)
class Credential:
    """A client as an operator writes it down, in `credentials.json`."""

    client_id: str
    client_secret: str
    organisation: UUID | None
    roles: tuple[str, ...]


async def register_client(
    session: AsyncSession,
    kind: Kind,
    *,
    client_id: str | None,
    name: str,
    organisation: UUID | None,
    roles: Iterable[str],
    quota: int | None,
    now: datetime,
) -> tuple[Client, str]:
    """A new client and its secret, which nobody can show again."""
    client_id = client_id or f"{kind.value.replace('_', '-')}-{new_id().hex}"
    if await session.get(Client, client_id) is not None:
        raise Conflict(f"There is a client {client_id} already.")
    secret = new_secret()
    client = await asyncio.to_thread(
        register, client_id, kind, secret, name=name, organisation=organisation, roles=roles, quota=quota, now=now
    )
    session.add(client)
    return client, secret


async def revoke_client(session: AsyncSession, client_id: str, *, now: datetime) -> Client:
    """Let it ask for no further token; those it holds end within half a minute."""
    client = await client_of(session, client_id)
    client.revoke(now=now)
    return client


async def provision(session: AsyncSession, credential: Credential, *, now: datetime) -> None:
    """Make one client be as it is written down. Doing it again changes nothing; what was revoked stays revoked."""
    client = await session.get(Client, credential.client_id)
    if client is None:
        session.add(
            await asyncio.to_thread(
                register,
                credential.client_id,
                Kind.CLIENT,
                credential.client_secret,
                name=credential.client_id,
                organisation=credential.organisation,
                roles=credential.roles,
                now=now,
            )
        )
        return
    client.organisation, client.roles = credential.organisation, sorted(set(credential.roles))
    if not await asyncio.to_thread(matches, client.digest, credential.client_secret, client.kind):
        client.digest = await asyncio.to_thread(digest_of, credential.client_secret, client.kind)

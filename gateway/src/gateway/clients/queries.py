"""What one may ask about clients."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clients.domain import Client
from gateway.clients.tables import clients
from kernel.errors import NotFound


async def client_of(session: AsyncSession, client_id: str) -> Client:
    """The client of this name, revoked or not."""
    client = await session.get(Client, client_id)
    if client is None:
        raise NotFound(f"There is no client {client_id}.")
    return client


async def active_client(session: AsyncSession, client_id: str) -> Client | None:
    """The client of this name, if it may still call."""
    client = await session.get(Client, client_id)
    return client if client is not None and client.revoked_at is None else None


async def all_clients(session: AsyncSession, *, after: str | None, limit: int) -> Sequence[Client]:
    """Every client there is or was, by name; `after` is the last one already seen."""
    query = select(Client).order_by(clients.c.id).limit(limit)
    if after is not None:
        query = query.where(clients.c.id > after)
    return (await session.scalars(query)).all()

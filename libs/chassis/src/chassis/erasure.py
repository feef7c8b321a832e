"""Erasure: text that its author may take back travels sealed, and forgetting one key erases it everywhere.

A command seals the text under the key of its entity; rows, events, streams, feeds and backups hold only what came of
that. The keys stand in a table of their own, `keystore`, which no backup of the ledger takes along. Once a key is gone
nobody can read the text, while every byte of every ledger stays as it was, so every chain stays whole.

What is not erased: that there was a text, how long it was, and what was published of it while it stood.
"""

import base64
import secrets
from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import Column, LargeBinary, MetaData, Table, Uuid, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

KEYSTORE = "keystore"  # left out of backups: `pg_dump --exclude-table-data=keystore`
KEY, NONCE = 32, 12  # bytes


def keystore_table(metadata: MetaData) -> Table:
    """The keys of one service, one an entity."""
    return Table(
        KEYSTORE,
        metadata,
        Column("entity", Uuid, primary_key=True),
        Column("key", LargeBinary, nullable=False),
    )


class Keystore:
    """Seals, reveals and forgets. What was sealed for one entity opens for no other."""

    def __init__(self, table: Table) -> None:
        self.table = table

    async def seal(self, session: AsyncSession, entity: UUID, text: str) -> str:
        """The text as rows and events may hold it, under the entity's key; the first text makes the key."""
        fresh = {"entity": entity, "key": secrets.token_bytes(KEY)}
        await session.execute(insert(self.table).on_conflict_do_nothing(), fresh)
        key = (await self._keys(session, [entity]))[entity]
        nonce = secrets.token_bytes(NONCE)
        sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, text.encode(), entity.bytes)
        return base64.urlsafe_b64encode(sealed).decode()

    async def reveal(self, session: AsyncSession, sealed: Iterable[tuple[UUID, str]]) -> list[str | None]:
        """Each text in its place; None for one whose key is forgotten. Raises InvalidTag for what was tampered with."""
        asked = list(sealed)
        keys = await self._keys(session, {entity for entity, _ in asked})
        return [opened(keys[entity], entity, text) if entity in keys else None for entity, text in asked]

    async def forget(self, session: AsyncSession, entity: UUID) -> None:
        """Erase every text of this entity, wherever it went. There is no way back."""
        await session.execute(delete(self.table).where(self.table.c.entity == entity))

    async def _keys(self, session: AsyncSession, entities: Iterable[UUID]) -> dict[UUID, bytes]:
        wanted = select(self.table).where(self.table.c.entity.in_(list(entities)))
        return {row.entity: row.key for row in await session.execute(wanted)}


def opened(key: bytes, entity: UUID, sealed: str) -> str:
    """The text. Raises InvalidTag."""
    raw = base64.urlsafe_b64decode(sealed)
    return ChaCha20Poly1305(key).decrypt(raw[:NONCE], raw[NONCE:], entity.bytes).decode()

"""What one may ask about names that were taken down."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.names import name_key
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.tables import spend_imports, spend_lines
from tendering.takedowns.domain import Takedown
from tendering.takedowns.tables import takedowns, withheld_names


async def takedowns_of(session: AsyncSession, import_id: UUID, after: UUID | None, limit: int) -> Sequence[Takedown]:
    """Those of an import, in their order."""
    query = select(Takedown).where(takedowns.c.import_id == import_id).order_by(takedowns.c.id).limit(limit)
    if after is not None:
        query = query.where(takedowns.c.id > after)
    return (await session.scalars(query)).all()


async def with_the_same_payments(session: AsyncSession, read: SpendImport) -> Sequence[UUID]:
    """The imports whose lines are those of this one: its own, and files that were saved anew."""
    first = read.same_as or read.lines_in
    kept = spend_imports.c
    return (await session.scalars(select(kept.id).where(or_(kept.id == first, kept.same_as == first)))).all()


async def lines_naming(session: AsyncSession, imports: Collection[UUID], names: Collection[str]) -> Sequence[Any]:
    """Every line of these imports that may hold one of the names, as a payee in whatever spelling; locked."""
    kept, keys = spend_lines.c, {name_key(name) for name in names}
    spelt = [orjson.dumps(name).decode()[1:-1] for name in names]  # as they stand in JSON
    holding = (func.strpos(func.lower(kept.cells), func.lower(text)) > 0 for text in spelt)
    query = select(spend_lines).where(kept.import_id.in_(imports), or_(kept.payee_key.in_(keys), *holding))
    return (await session.execute(query.order_by(kept.import_id, kept.record).with_for_update())).all()


async def hold_names(session: AsyncSession, payer_id: UUID | None) -> None:
    """Names of a payer come down, or files of it are read: else a file could miss a name that comes down meanwhile."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"names of {payer_id}"))))


async def payees_behind(session: AsyncSession, import_id: UUID, record: int) -> Sequence[tuple[str, str]]:
    """Whom the lines of an import behind a record name: as compared, and as published."""
    kept = spend_lines.c
    mine = kept.import_id == import_id, kept.record > record, kept.payee_key.is_not(None), kept.payee.is_not(None)
    return (await session.execute(select(kept.payee_key, kept.payee).where(*mine).distinct())).all()


async def withheld_from(session: AsyncSession, payer_id: UUID | None) -> frozenset[bytes]:
    """The digests of the payees that came down from files of this payer."""
    kept = withheld_names.c
    found = await session.scalars(select(kept.digest).where(kept.payer_id.is_not_distinct_from(payer_id)))
    return frozenset(found)

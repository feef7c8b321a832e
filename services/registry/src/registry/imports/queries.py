"""What one may ask of imports."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.imports.domain import RegisterImport
from registry.imports.tables import imports, rejected


async def import_of(session: AsyncSession, import_id: UUID) -> RegisterImport:
    """The import. Raises NotFound."""
    found = await session.get(RegisterImport, import_id)
    if found is None:
        raise NotFound(f"There is no import {import_id}.")
    return found


async def latest_imports(session: AsyncSession, before: UUID | None, limit: int) -> Sequence[RegisterImport]:
    """The newest first; `before` is the last one seen."""
    query = select(RegisterImport).order_by(imports.c.id.desc()).limit(limit)
    return (await session.scalars(query if before is None else query.where(imports.c.id < before))).all()


async def rejections(session: AsyncSession, import_id: UUID, after: int, limit: int) -> Sequence[Any]:
    """Rejected records in the order of the file, behind the line `after`."""
    query = rejected.select().where(rejected.c.import_id == import_id, rejected.c.line > after)
    return (await session.execute(query.order_by(rejected.c.line).limit(limit))).all()


async def rejections_by_code(session: AsyncSession, import_id: UUID) -> dict[str, int]:
    """How many records were rejected for each reason."""
    query = (
        select(rejected.c.code, func.count().label("times"))
        .where(rejected.c.import_id == import_id)
        .group_by(rejected.c.code)
    )
    return {row.code: row.times for row in await session.execute(query.order_by(rejected.c.code))}

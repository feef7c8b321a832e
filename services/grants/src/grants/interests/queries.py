"""What one may ask about declarations of interest."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.applications.queries import application_for_staff
from grants.interests.domain import Declaration
from grants.interests.tables import declarations


async def declarations_on(session: AsyncSession, application_id: UUID) -> Sequence[Declaration]:
    """What everybody said of an application."""
    query = select(Declaration).where(declarations.c.application_id == application_id)
    return (await session.scalars(query.order_by(declarations.c.id))).all()


async def own_declaration(session: AsyncSession, application_id: UUID, assessor: str) -> Declaration | None:
    """What this assessor said, held until the transaction ends; None for nothing yet."""
    mine = (declarations.c.application_id == application_id, declarations.c.assessor == assessor)
    return (await session.scalars(select(Declaration).where(*mine).with_for_update())).one_or_none()


async def readable_declarations(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> Sequence[Declaration]:
    """The same for the funder's people and auditors; for anybody else it reads as not found."""
    await application_for_staff(session, organisation_id, roles, application_id)
    return await declarations_on(session, application_id)

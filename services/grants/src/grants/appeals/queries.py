"""What one may ask about appeals: they are between the two parties, and auditors."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import Actor
from chassis.ledger import ledger
from grants.appeals.domain import Appeal
from grants.appeals.tables import appeals
from grants.applications.domain import FUNDERS_ROLES, Application
from grants.assessment.queries import all_assessments
from grants.scoring.domain import Moderation
from kernel.errors import NotFound


async def readable_appeal(session: AsyncSession, reader: Actor, appeal_id: UUID) -> Appeal:
    """One appeal, for who may read it; for anybody else it reads as not found."""
    appeal = await session.get(Appeal, appeal_id)
    if appeal is None or not appeal.may_be_read(reader.organisation, reader.roles):
        raise NotFound(f"There is no appeal {appeal_id}.")
    return appeal


async def funders_appeal(session: AsyncSession, funder_id: UUID, appeal_id: UUID) -> Appeal:
    """An appeal to the funder, held until the transaction ends. Another's reads as not found."""
    appeal = await session.get(Appeal, appeal_id, with_for_update=True)
    if appeal is None or appeal.funder_id != funder_id:
        raise NotFound(f"There is no appeal {appeal_id}.")
    return appeal


async def readable_appeals(
    session: AsyncSession, reader: Actor, *, decided: bool | None, after: UUID | None, limit: int
) -> Sequence[Appeal]:
    """All for auditors, else those that one's organisation lodged or answers; oldest first."""
    query = select(Appeal).order_by(appeals.c.id).limit(limit)
    if "auditor" not in reader.roles:
        own = appeals.c.applicant_id == reader.organisation
        answers = appeals.c.funder_id == reader.organisation
        query = query.where(own if FUNDERS_ROLES.isdisjoint(reader.roles) else or_(own, answers))
    if decided is not None:
        query = query.where(appeals.c.upheld.is_not(None) if decided else appeals.c.upheld.is_(None))
    if after is not None:
        query = query.where(appeals.c.id > after)
    return (await session.scalars(query)).all()


async def involved_in(session: AsyncSession, application: Application) -> frozenset[str]:
    """Everybody who assessed, moderated or decided an application or had it checked, as far as anything tells of it."""
    acted = await session.scalars(select(ledger.c.actor).where(ledger.c.entity == application.id).distinct())
    moderation = await session.get(Moderation, application.id)
    people = {application.decided_by, moderation and moderation.moderator, *acted}
    people |= {each.assessor for each in await all_assessments(session, application.id)}
    return frozenset(person for person in people if person is not None)

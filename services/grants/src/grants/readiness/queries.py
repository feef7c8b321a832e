"""What one may ask about what is missing for an award."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from grants.applicants.queries import lead_says
from grants.applications.domain import Application
from grants.applications.queries import application_for_staff
from grants.burdens.queries import burden_says
from grants.costs.queries import costs_say
from grants.due_diligence.queries import diligence_says
from grants.schemes.domain import Scheme
from grants.schemes.queries import scheme_of, standards_for
from grants.scoring.queries import scoring_says
from grants.trainings.queries import training_says
from kernel.money import Money
from rulebook.decisions import Decision


async def award_says(
    session: AsyncSession, application: Application, scheme: Scheme, amount: Money, *, by: str, now: datetime
) -> list[Decision]:
    """What each rule that the funder adopted says of this award; nothing for a funder that adopted none."""
    adopted = await standards_for(session, scheme.id)
    return [
        *await training_says(session, scheme.funder_id, by, adopted, to="award a grant", now=now),
        *await diligence_says(session, application.id, adopted, now=now),
        *await lead_says(session, application.id, adopted, now=now),
        *await costs_say(session, application.id, amount, adopted, now=now),
        *await burden_says(session, application.id, amount, adopted, now=now),
        *await scoring_says(session, application, adopted, now=now),
    ]


async def readable_readiness(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    application_id: UUID,
    *,
    by: str,
    now: datetime,
) -> Sequence[Decision]:
    """What the rules would say if all that is asked for were awarded now; for the funder's people and auditors."""
    application = await application_for_staff(session, organisation_id, roles, application_id)
    scheme = await scheme_of(session, application.scheme_id)
    return await award_says(session, application, scheme, application.requested, by=by, now=now)

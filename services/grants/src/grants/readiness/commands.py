"""What happens to the rules' answers when an award is made: they go on record."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.commands import stand_by
from grants.applications.domain import Application
from grants.costs.commands import hold_costs
from grants.readiness.queries import award_says
from grants.schemes.domain import Scheme
from kernel.money import Money


async def must_be_ready(
    session: AsyncSession, application: Application, scheme: Scheme, amount: Money, *, by: str, now: datetime
) -> None:
    """Raise Refused with the first rule that the funder adopted and that says no; else keep what each says."""
    await hold_costs(session, application.id)
    said = await award_says(session, application, scheme, amount, by=by, now=now)
    await stand_by(session, said, application.id)

"""What one may ask about what funders ask for."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.applications.domain import Application
from grants.applications.queries import readable_application
from grants.burdens.domain import Burden
from grants.burdens.rules import Tier, is_proportionate, tier_of
from grants.due_diligence.queries import diligence_on
from kernel.clock import day_of
from kernel.errors import NotFound
from kernel.money import Money
from rulebook.decisions import Decision


async def burden_of(session: AsyncSession, application_id: UUID) -> Burden:
    """What is asked for. Raises NotFound where the funder has said nothing."""
    burden = await session.get(Burden, application_id)
    if burden is None:
        raise NotFound(f"The funder has not said what it asks of {application_id}.")
    return burden


async def readable_burden(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID, *, now: datetime
) -> tuple[Burden, Tier]:
    """The same for who reads the application, with the tier of all that it asks for."""
    application = await readable_application(session, organisation_id, roles, application_id)
    burden = await burden_of(session, application_id)
    return burden, await tier_for(session, application, burden, now=now)


async def tier_for(session: AsyncSession, application: Application, burden: Burden, *, now: datetime) -> Tier:
    """The tier of a grant of all that is asked for, by today's light."""
    light = (await diligence_on(session, application.id, now=now)).light
    return tier_of(burden.statement, application.requested, light, on=day_of(now))


async def burden_says(
    session: AsyncSession,
    application_id: UUID,
    amount: Money,
    adopted: frozenset[Standard],
    *,
    upfront_share: Decimal | None = None,
    now: datetime,
) -> list[Decision]:
    """Whether what is asked for is in proportion to a grant of `amount`; nothing where that rule was not adopted.

    With `upfront_share`, whether terms that pay so much upfront still are.
    """
    if Standard.TIERS not in adopted:
        return []
    burden = await session.get(Burden, application_id)
    if burden is not None and upfront_share is not None:
        burden = burden.paying(upfront_share)
    light = (await diligence_on(session, application_id, now=now)).light
    return [is_proportionate(burden, amount, light, now=now)]

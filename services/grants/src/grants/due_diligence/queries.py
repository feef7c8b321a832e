"""What one may ask about due diligence."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.applications.queries import readable_application
from grants.applications.tables import applications
from grants.due_diligence.domain import Check, Diligence, Light, Override
from grants.due_diligence.rules import diligence_of, is_diligent
from grants.due_diligence.tables import checks, overrides
from grants.schemes.queries import scheme_of
from kernel.clock import day_of
from kernel.errors import NotFound
from rulebook.decisions import Decision


async def diligence_on(session: AsyncSession, application_id: UUID, *, now: datetime) -> Diligence:
    """All that was checked of an applicant, for this application."""
    query = select(Check).where(checks.c.application_id == application_id).order_by(checks.c.id)
    history = (await session.scalars(query)).all()
    return diligence_of(history, await session.get(Override, application_id), on=day_of(now))


async def readable_diligence(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID, *, now: datetime
) -> Diligence:
    """The same for who reads the application: the applicant sees every result."""
    application = await readable_application(session, organisation_id, roles, application_id)
    return await diligence_on(session, application.id, now=now)


async def check_to_correct(session: AsyncSession, check_id: UUID) -> Check:
    """A check, held until the transaction ends."""
    found = await session.get(Check, check_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no check {check_id}.")
    return found


async def diligence_says(
    session: AsyncSession, application_id: UUID, adopted: frozenset[Standard], *, now: datetime
) -> list[Decision]:
    """Whether what was checked allows an award; nothing where the funder did not adopt the rule."""
    if Standard.DUE_DILIGENCE not in adopted:
        return []
    return [is_diligent(await diligence_on(session, application_id, now=now), now=now)]


async def lights_of(session: AsyncSession, scheme_id: UUID, *, now: datetime) -> Mapping[str, int]:
    """How many applications to a scheme have which light, how many were overridden, how many checks corrected."""
    await scheme_of(session, scheme_id)
    everyone = select(applications.c.id).where(applications.c.scheme_id == scheme_id)
    histories: dict[UUID, list[Check]] = defaultdict(list)
    for check in await session.scalars(select(Check).where(checks.c.application_id.in_(everyone))):
        histories[check.application_id].append(check)
    answered = (await session.scalars(select(Override).where(overrides.c.application_id.in_(everyone)))).all()
    lights = Counter(
        diligence_of(histories[application_id], None, on=day_of(now)).light
        for application_id in await session.scalars(everyone)
    )
    corrected = sum(check.correction is not None for history in histories.values() for check in history)
    return {**{light: lights[light] for light in Light}, "overridden": len(answered), "corrected": corrected}

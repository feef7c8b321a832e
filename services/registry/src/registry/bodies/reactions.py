"""An organisation is registered, or says something else: what does the mirror know of its numbers?"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OrganisationChanged, OrganisationRegistered
from registry.bodies.commands.adopting import follow
from registry.organisations.domain import Organisation


async def on_organisation(
    session: AsyncSession, event: OrganisationRegistered | OrganisationChanged, now: datetime
) -> None:
    """Its numbers may be known: then it gets the others of its body, and what they prove."""
    organisation = await session.get(Organisation, event.organisation.id)
    if organisation is not None and organisation.merged_into is None:
        await follow(session, organisation, now=now)

"""What makes the register look for records of one body: what it learnt of a record, and what others publish of two."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OrganisationChanged, OrganisationRegistered
from events.transparency import OrganisationSighted
from registry.duplicates.commands import look_for_duplicates, suspect_bearers
from registry.duplicates.domain import Ground
from registry.organisations.reactions import well_formed


async def on_organisation(
    session: AsyncSession, event: OrganisationRegistered | OrganisationChanged, now: datetime
) -> None:
    """A record is new, or says something else: whom is it like?"""
    await look_for_duplicates(session, event.organisation.id, now=now)


async def on_organisation_sighted(session: AsyncSession, event: OrganisationSighted, now: datetime) -> None:
    """A publication gives several numbers to one body; the register may know them as several."""
    org_ids = tuple(dict.fromkeys(well_formed(event.org_ids)))
    if len(org_ids) > 1:
        await suspect_bearers(session, org_ids, Ground.ONE_PUBLICATION, now=now)

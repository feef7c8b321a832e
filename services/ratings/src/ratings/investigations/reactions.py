"""What petitions set in motion: an investigation opens when it is demanded, and learns when its answer is due."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.reactions import Command
from events import Event
from events.ratings import InvestigationDemanded, PetitionClosed
from ratings.investigations.commands import open_investigation
from ratings.investigations.domain import Investigation


async def on_demanded(session: AsyncSession, event: InvestigationDemanded, now: datetime) -> None:
    """Enough have signed."""
    await open_investigation(session, event.petition, now=now)


async def on_closed(session: AsyncSession, event: PetitionClosed, _now: datetime) -> None:
    """The days for the authority's answer are counted from here."""
    found = await session.get(Investigation, event.petition.petition_id, with_for_update=True)
    if found is not None:
        found.response_due_on = event.response_due_on
        found.version += 1


HANDLERS: Mapping[type[Event], Command] = {InvestigationDemanded: on_demanded, PetitionClosed: on_closed}

"""What one may ask about ballots."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.ballots.domain import Ballot, Result
from ratings.ballots.tables import ballots
from ratings.petitions.queries import count_of, petition_of


async def ballot_of(session: AsyncSession, petition_id: UUID) -> Ballot | None:
    """The ballot that followed from a petition, if it was returned."""
    return await session.scalar(select(Ballot).where(ballots.c.petition_id == petition_id))


async def result_of(session: AsyncSession, petition_id: UUID) -> Result:
    """What a petition came to, as far as it is known. Raises NotFound."""
    petition = await petition_of(session, petition_id)
    return Result(petition, await count_of(session, petition), await ballot_of(session, petition_id))

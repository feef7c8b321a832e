"""What a rater may do: say something, once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.credentials.commands import spend
from ratings.eligibility.domain import Quarter
from ratings.reviews.domain import Tally
from ratings.reviews.tables import RECOMMEND, STARS, row_of, tallies

INSERTION = upsert(tallies)
ADD = INSERTION.on_conflict_do_update(
    index_elements=[tallies.c.contract_id, tallies.c.quarter],
    set_={name: tallies.c[name] + INSERTION.excluded[name] for name in (*STARS, *RECOMMEND)},
)


async def count_review(
    session: AsyncSession, credential: str, review: Tally, *, period: Quarter, now: datetime
) -> UUID:
    """Spend the credential and add the review, in one transaction; returns the contract it was for.

    Raises what `spend` raises.
    """
    entitled = await spend(session, credential, period=period, now=now)
    await session.execute(ADD, {"contract_id": entitled.contract_id, "quarter": str(period), **row_of(review)})
    return entitled.contract_id

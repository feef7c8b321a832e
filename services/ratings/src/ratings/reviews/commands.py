"""What a rater may do: say something, once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.stars import LEAST
from ratings.credentials.commands import spend
from ratings.eligibility.domain import Quarter
from ratings.reviews.domain import Dimension, Tally
from ratings.reviews.tables import RECOMMEND, STARS, dimension_tallies, row_of, tallies

INSERTION = upsert(tallies)
ADD = INSERTION.on_conflict_do_update(
    index_elements=[tallies.c.contract_id, tallies.c.quarter],
    set_={name: tallies.c[name] + INSERTION.excluded[name] for name in (*STARS, *RECOMMEND)},
)


DIMENSION = upsert(dimension_tallies)
ADD_DIMENSION = DIMENSION.on_conflict_do_update(
    index_elements=[dimension_tallies.c[name] for name in ("contract_id", "quarter", "dimension")],
    set_={name: dimension_tallies.c[name] + DIMENSION.excluded[name] for name in STARS},
)


async def count_review(
    session: AsyncSession,
    credential: str,
    review: Tally,
    *,
    period: Quarter,
    dimensions: Mapping[Dimension, int],
    now: datetime,
) -> UUID:
    """Spend the credential and add the review, in one transaction; returns the contract it was for.

    Raises what `spend` raises.
    """
    entitled = await spend(session, credential, period=period, now=now)
    tallied = {"contract_id": entitled.contract_id, "quarter": str(period)}
    await session.execute(ADD, {**tallied, **row_of(review)})
    for dimension, given in dimensions.items():
        stars = {name: int(star == given) for star, name in enumerate(STARS, LEAST)}
        await session.execute(ADD_DIMENSION, {**tallied, "dimension": dimension, **stars})
    return entitled.contract_id

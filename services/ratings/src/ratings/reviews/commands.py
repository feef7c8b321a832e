"""What a rater may do: say something, once."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Conflict, DomainError, Unacceptable
from ratings.credentials.tables import credentials
from ratings.eligibility.domain import Quarter
from ratings.reviews.domain import Tally
from ratings.reviews.tables import RECOMMEND, STARS, row_of, tallies

INSERTION = upsert(tallies)
ADD = INSERTION.on_conflict_do_update(
    index_elements=[tallies.c.contract_id, tallies.c.quarter],
    set_={name: tallies.c[name] + INSERTION.excluded[name] for name in (*STARS, *RECOMMEND)},
)


async def count_review(session: AsyncSession, credential: bytes, review: Tally, *, period: Quarter) -> UUID:
    """Spend the credential of this digest and add the review; returns the contract it was for.

    Two who spend one credential at once take turns at its row, and the second finds it spent. It takes no `now`: when
    somebody rated is nobody's business. Raises Conflict for a spent credential, Unacceptable for an unknown one.
    """
    spend = (
        update(credentials)
        .where(credentials.c.digest == credential, ~credentials.c.spent, credentials.c.quarter == str(period))
        .values(spent=True)
        .returning(credentials.c.contract_id)
    )
    contract_id: UUID | None = await session.scalar(spend)
    if contract_id is None:
        raise await _refusal(session, credential)
    await session.execute(ADD, {"contract_id": contract_id, "quarter": str(period), **row_of(review)})
    return contract_id


async def _refusal(session: AsyncSession, credential: bytes) -> DomainError:
    found = (await session.execute(select(credentials).where(credentials.c.digest == credential))).one_or_none()
    if found is None:
        return Unacceptable("/credential", "There is no such credential.")
    if found.spent:
        return Conflict("This credential was used before; it counts once.")
    return Unacceptable("/period", f"This credential is for {found.quarter}.")

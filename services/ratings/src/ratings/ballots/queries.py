"""What one may ask about ballots."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.ballots.domain import Ballot, Poll, Result
from ratings.ballots.tables import ballots, poll_codes, polls
from ratings.credentials.domain import Level, by_level
from ratings.credentials.queries import spent_on_roll
from ratings.petitions.queries import count_of, petition_of


async def ballot_of(session: AsyncSession, petition_id: UUID) -> Ballot | None:
    """The ballot that followed from a petition, if it was returned."""
    return await session.scalar(select(Ballot).where(ballots.c.petition_id == petition_id))


async def result_of(session: AsyncSession, petition_id: UUID) -> Result:
    """What a petition came to, as far as it is known. Raises NotFound."""
    petition = await petition_of(session, petition_id)
    ballot, poll = await ballot_of(session, petition_id), await found_poll(session, petition_id)
    return Result(petition, await count_of(session, petition), ballot, poll)


async def found_poll(session: AsyncSession, petition_id: UUID) -> Poll | None:
    """The ballot that is held here on a petition, if one was called."""
    return await session.scalar(select(Poll).where(polls.c.petition_id == petition_id))


async def poll_on(session: AsyncSession, petition_id: UUID, *, held: bool = False) -> Poll:
    """The same, held until the transaction ends if it is to be changed. Raises NotFound."""
    query = select(Poll).where(polls.c.petition_id == petition_id)
    found = await session.scalar(query.with_for_update() if held else query)
    if found is None:
        raise NotFound(f"No ballot on petition {petition_id} is held here.")
    return found


async def levels_of(session: AsyncSession, poll: Poll, coded_at: Level | None) -> tuple[int, ...]:
    """How many have voted at level A, B and C, until the ballot is counted; `coded_at` is the level of its codes."""
    spent = select(func.count()).where(poll_codes.c.poll_id == poll.id, poll_codes.c.spent)
    return by_level(await spent_on_roll(session, poll.id), await session.scalar(spent) or 0, coded_at)


async def polls_to_close(session: AsyncSession, today: date, *, limit: int) -> Sequence[Poll]:
    """Those whose last day is over and that were not counted, each held until the transaction ends."""
    counted = select(ballots.c.petition_id)
    over = (polls.c.closes_on < today, polls.c.petition_id.not_in(counted))
    query = select(Poll).where(*over).order_by(polls.c.id).limit(limit).with_for_update(skip_locked=True)
    return (await session.scalars(query)).all()

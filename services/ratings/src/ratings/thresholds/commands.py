"""What an authority may do with the figures of its petitions: set them for the future."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import PetitionFiguresSet
from kernel.clock import day_of
from kernel.errors import Unacceptable
from ratings.thresholds.domain import Choice, Figures


async def set_figures(
    session: AsyncSession, buyer_id: UUID, figures: Figures, *, valid_from: date, now: datetime
) -> Choice:
    """Petitions drafted from that day on run by these figures; those that stand keep theirs.

    Raises Unacceptable for a day that is over: nobody changes the rules of what has begun.
    """
    if valid_from < day_of(now):
        raise Unacceptable("/valid_from", "Figures are set for today or for a day to come.")
    choice = Choice(buyer_id=buyer_id, valid_from=valid_from, figures=figures)
    session.add(choice)
    told = PetitionFiguresSet(occurred_at=now, buyer_id=buyer_id, valid_from=valid_from, figures=figures.as_text())
    await emit(session, choice.id, told)
    return choice

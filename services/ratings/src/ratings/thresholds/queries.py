"""What one may ask about the figures of petitions."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.thresholds.domain import Choice, Figures
from ratings.thresholds.tables import petition_figures
from rulebook.rules import rule

RECALL, PETITIONS = "seed_social_economy.recall", "seed_social_economy.petitions"


async def figures_for(session: AsyncSession, buyer_id: UUID | None, *, on: date) -> Figures:
    """The figures by which a petition about this buyer's service runs if it begins on that day."""
    query = select(Choice).where(petition_figures.c.buyer_id == buyer_id, petition_figures.c.valid_from <= on)
    latest = query.order_by(petition_figures.c.valid_from.desc(), petition_figures.c.id.desc()).limit(1)
    found = await session.scalar(latest)
    return platform_figures(on) if found is None else found.figures


def platform_figures(on: date) -> Figures:
    """Those of the rulebook: PROFILE, none of them law. Raises NotInForce."""
    recall, petitions = rule(RECALL, on=on), rule(PETITIONS, on=on)
    least = {"investigation_least": "0", "response_least": "0"}
    given = {name: str(figure) for figure_of in (recall, petitions) for name, figure in figure_of.values.items()}
    return Figures.from_text(least | given)

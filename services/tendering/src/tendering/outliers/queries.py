"""What one may ask about marks that lie far from the others."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from tendering.evaluation.queries import materials_of
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.outliers.domain import LotReport
from tendering.outliers.rules import figures_on, report_of


async def reports_of(session: AsyncSession, notice: Notice, *, now: datetime) -> list[LotReport]:
    """Every lot of a notice. Raises RuleBroken while the bids are sealed."""
    figures = figures_on(commenced_on(notice, now=now))
    return [report_of(each, figures) for each in await materials_of(session, notice, now=now)]

"""What one may ask about phases, and who may read of all that take part."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden, NotFound
from tendering.notices.domain import Notice
from tendering.phases.domain import PhaseLog, PhaseResult
from tendering.phases.rules import Progress
from tendering.phases.tables import phase_logs, phase_results


async def progress_of(session: AsyncSession, notice: Notice) -> Progress:
    """How far the phases of a notice have come. Raises NotFound for a notice without any."""
    if notice.flexible is None:
        raise NotFound("This notice has no phases.")
    found = await session.scalars(select(PhaseResult).where(phase_results.c.notice_id == notice.id))
    logged = await session.scalars(select(PhaseLog).where(phase_logs.c.notice_id == notice.id))
    return Progress(
        notice, notice.flexible, {each.phase: each for each in found}, {each.phase: each for each in logged}
    )


async def must_be_invited(session: AsyncSession, notice: Notice, supplier_id: UUID, lots: Collection[UUID]) -> None:
    """Raise RuleBroken while nobody is invited to the final tenders, and Forbidden for who was not, for these lots."""
    if notice.flexible is not None:
        progress, last = await progress_of(session, notice), len(notice.flexible.phases)
        progress.must_be_in(last, supplier_id)
        if shut := progress.lots_of(last).intersection(lots) - progress.lots_open_to(last, supplier_id):
            titles = ", ".join(repr(each.title) for each in notice.lots if each.id in shut)
            raise Forbidden(f"You were not invited to final tenders for {titles}.")


def must_be_entitled(notice: Notice, organisation_id: UUID | None, roles: Collection[str]) -> None:
    """Raise Forbidden for anybody else: who takes part is told about itself alone."""
    if not notice.shows_all_to(organisation_id, roles):
        raise Forbidden("Only the buyer and auditors read what several providers sent or were told.")

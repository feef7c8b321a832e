"""What one may ask about repayable grants."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Repayment as RepaymentTold
from grants.agreements.queries import grant_told
from grants.repayables.domain import Repayable
from kernel.errors import NotFound


async def repayable_of(session: AsyncSession, grant_id: UUID) -> Repayable:
    """How a grant is repaid; that is public, what its recipient earns is not."""
    found = await session.get(Repayable, grant_id)
    if found is None:
        raise NotFound(f"There is no repayable grant {grant_id}.")
    return found


async def funders_repayable(session: AsyncSession, funder_id: UUID, grant_id: UUID) -> Repayable:
    """The funder's own, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Repayable, grant_id, with_for_update=True)
    if found is None or found.grant.funder_id != funder_id:
        raise NotFound(f"There is no repayable grant {grant_id}.")
    return found


async def recipients_repayable(session: AsyncSession, recipient_id: UUID, grant_id: UUID) -> Repayable:
    """The recipient's own, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Repayable, grant_id, with_for_update=True)
    if found is None or found.grant.recipient_id != recipient_id:
        raise NotFound(f"There is no repayable grant {grant_id}.")
    return found


async def repayment_told(session: AsyncSession, repayable: Repayable, today: date) -> RepaymentTold:
    """What an event says of a repayable grant as it now stands."""
    amounts = ("revenue_floor", "drawn", "repaid", "outstanding", "balance")
    return RepaymentTold(
        grant=await grant_told(session, repayable.grant),
        share=f"{repayable.share:f}",
        grace_ends_on=repayable.grace_ends_on,
        status=repayable.status(today),
        ended_because=repayable.ended_because,
        **{name: str(getattr(repayable, name)) for name in amounts},
    )

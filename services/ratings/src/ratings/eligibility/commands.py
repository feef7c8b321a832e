"""What a buyer's system may state of a service's users."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import Conflict
from ratings.eligibility.domain import Contacts, Quarter
from ratings.eligibility.queries import contacts_of, service_of


async def state_contacts(
    session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, quarter: Quarter, eligible: int, now: datetime
) -> Contacts:
    """Say how many used the service, from the system that records it; so many may rate and no more.

    Raises Conflict the second time: a number that could be raised would bound nothing.
    """
    service = await service_of(session, contract_id)
    service.must_be_bought_by(buyer_id)
    service.must_run_in(quarter, today=day_of(now))
    if await contacts_of(session, contract_id, quarter) is not None:
        raise Conflict(f"How many used the service in {quarter} was stated before.")
    stated = Contacts(contract_id=contract_id, quarter=str(quarter), eligible=eligible, stated_at=now)
    session.add(stated)
    return stated

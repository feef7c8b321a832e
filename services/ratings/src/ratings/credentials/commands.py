"""What a buyer's system may do: obtain credentials for the people who used a service."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken
from ratings.credentials.domain import digest_of, new_code
from ratings.credentials.tables import credentials, issued
from ratings.eligibility.domain import Quarter
from ratings.eligibility.queries import service_of

MOST_AT_ONCE = 1_000
MOST_A_QUARTER = 50_000  # for one contract: more than any service's users, and a bound on what a stolen token can forge

INSERTION = upsert(issued)
COUNT_ISSUED = INSERTION.on_conflict_do_update(
    index_elements=[issued.c.contract_id, issued.c.quarter],
    set_={"count": issued.c.count + INSERTION.excluded.count},
    where=issued.c.count + INSERTION.excluded.count <= MOST_A_QUARTER,
).returning(issued.c.count)


async def issue_credentials(
    session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, quarter: Quarter, count: int, now: datetime
) -> list[str]:
    """So many new codes, told once: only their digests are kept."""
    service = await service_of(session, contract_id)
    service.must_be_bought_by(buyer_id)
    service.must_run_in(quarter, today=now.date())
    key = {"contract_id": contract_id, "quarter": str(quarter)}
    if await session.scalar(COUNT_ISSUED, {**key, "count": count}) is None:
        raise RuleBroken(f"A contract has at most {MOST_A_QUARTER:,} credentials a quarter.")
    codes = [new_code() for _ in range(count)]
    await session.execute(insert(credentials), [{**key, "digest": digest_of(code)} for code in codes])
    return codes

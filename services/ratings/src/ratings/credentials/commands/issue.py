"""A buyer's system obtains one-time codes for the people who used a service."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken
from ratings.credentials.domain import Level, digest_of, new_code
from ratings.credentials.tables import credentials, issued
from ratings.eligibility.domain import Quarter
from ratings.eligibility.queries import contacts_of, service_of

MOST_AT_ONCE = 1_000
MOST_A_QUARTER = 50_000  # for one contract: more than any service's users, and a bound on what a stolen token can forge

INSERTION = upsert(issued)
COUNT_ISSUED = INSERTION.on_conflict_do_update(
    index_elements=[issued.c.contract_id, issued.c.quarter],
    set_={"count": issued.c.count + INSERTION.excluded.count},
).returning(issued.c.count)


async def issue_credentials(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    quarter: Quarter,
    count: int,
    level: Level = Level.B,
    now: datetime,
) -> list[str]:
    """So many new codes, told once: only their digests are kept."""
    service = await service_of(session, contract_id)
    service.must_be_bought_by(buyer_id)
    service.must_run_in(quarter, today=day_of(now))
    await count_issued(session, contract_id, quarter, count)
    return await new_codes(session, contract_id, quarter, count, level)


async def new_codes(session: AsyncSession, contract_id: UUID, quarter: Quarter, count: int, level: Level) -> list[str]:
    """Codes that nobody has yet."""
    codes = [new_code() for _ in range(count)]
    row = {"contract_id": contract_id, "quarter": str(quarter), "level": level}
    await session.execute(insert(credentials), [{**row, "digest": digest_of(code)} for code in codes])
    return codes


async def count_issued(session: AsyncSession, contract_id: UUID, quarter: Quarter, count: int) -> None:
    """Take note that so many more may rate. Raises RuleBroken for more than there were users, if that was stated."""
    known = await contacts_of(session, contract_id, quarter)
    most = MOST_A_QUARTER if known is None else known.eligible
    row = {"contract_id": contract_id, "quarter": str(quarter), "count": count}
    total = await session.scalar(COUNT_ISSUED, row)
    if total is None or total > most:
        whose = "at most" if known is None else "for as many as used the service:"
        raise RuleBroken(f"A contract has credentials {whose} {most:,} a quarter.")

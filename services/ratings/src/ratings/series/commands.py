"""What a timer tells of quarters, once the whole was published."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from ratings.policies.queries import policy_in_force
from ratings.scores.queries import tallies_by_quarter
from ratings.series.domain import told_again
from ratings.series.queries import to_divide, told_of
from ratings.series.tables import series_editions, told_quarters

KEEP = upsert(series_editions)
KEEP_EDITION = KEEP.on_conflict_do_update(index_elements=["contract_id"], set_={"version": KEEP.excluded.version})


async def publish_quarters(session: AsyncSession, now: datetime) -> None:
    """Tell the quarters of every summary that was published since; a timer, and safe to call again."""
    waiting = await to_divide(session)
    if not waiting:
        return
    policy = await policy_in_force(session, on=day_of(now))
    counted = await tallies_by_quarter(session, [publication.contract_id for publication in waiting])
    for publication in waiting:
        contract_id = publication.contract_id
        stars = {quarter: tally.stars for quarter, tally in counted.get(contract_id, {}).items()}
        told = told_again(publication.tally.count, stars, await told_of(session, contract_id), policy)
        await session.execute(delete(told_quarters).where(told_quarters.c.contract_id == contract_id))
        rows = [{"contract_id": contract_id, "quarter": quarter, "stars": each} for quarter, each in told.items()]
        if rows:
            await session.execute(insert(told_quarters), rows)
        await session.execute(KEEP_EDITION, {"contract_id": contract_id, "version": publication.version})

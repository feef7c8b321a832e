"""What has expired is told, once, and so is the end of the disputes that it was part of."""

from datetime import datetime
from itertools import groupby

from sqlalchemy import exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit, heads
from events.registry import EvidenceExpired
from kernel.clock import day_of
from registry.evidence.commands.disputing import follow_disputes, told
from registry.evidence.queries import fact_of
from registry.evidence.tables import facts, lapsed, set_aside

A_BATCH = 500  # facts; the rest is told the next time
EXPIRED = "A fact expired."


async def let_evidence_expire(session: AsyncSession, now: datetime) -> None:
    """A timer: tell of every fact whose last day is over. An organisation that a story has left behind waits."""
    # Each by itself: both under one `not` PostgreSQL would ask anew for every fact that ever expired.
    gone, told_of = (exists().where(table.c.fact_id == facts.c.id) for table in (set_aside, lapsed))
    ahead = exists().where(heads.c.entity == facts.c.organisation, heads.c.occurred_at > now)
    query = select(facts).where(facts.c.expires_on < day_of(now), ~gone, ~told_of, ~ahead)
    rows = await session.execute(query.order_by(facts.c.organisation, facts.c.id).limit(A_BATCH))
    for organisation_id, expired in groupby(map(fact_of, rows), key=lambda fact: fact.organisation):
        ended = list(expired)
        await session.execute(insert(lapsed), [{"fact_id": fact.id, "at": now} for fact in ended])
        event = EvidenceExpired(occurred_at=now, organisation_id=organisation_id, facts=told(ended))
        await emit(session, organisation_id, event)
        await follow_disputes(session, organisation_id, EXPIRED, now=now)

"""What one may do with a pooled budget: load, decide, record."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.grants import PoolContributed, PoolOpened, SpendingDecided, SpendingObjected, SpendingProposed
from grants.parties.queries import active_funder
from grants.pools.domain import Pool, Proposal
from grants.pools.queries import (
    pool_of,
    pool_told,
    pools_to_decide,
    proposal_of,
    proposal_told,
    undecided,
)
from grants.pools.rules import decision_on, usual_veto, window_closes_on
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match

BATCH = 200


async def open_pool(
    session: AsyncSession,
    host_id: UUID,
    *,
    title: str,
    description: str,
    partners: Sequence[UUID],
    veto_share: Decimal | None,
    veto_working_days: int | None,
    now: datetime,
) -> Pool:
    """Begin a pooled budget among partners of the register; a veto that is not agreed on is the rulebook's."""
    for organisation_id in (host_id, *partners):
        await active_funder(session, organisation_id)
    share, days = usual_veto(on=day_of(now))
    pool = Pool(
        host_id=host_id,
        title=title,
        description=description,
        partner_ids=[*partners],
        veto_share=share if veto_share is None else veto_share,
        veto_working_days=days if veto_working_days is None else veto_working_days,
        opened_at=now,
    )
    session.add(pool)
    await emit(session, pool.id, PoolOpened(occurred_at=now, pool=await pool_told(session, pool)))
    return pool


async def contribute(
    session: AsyncSession, partner_id: UUID, pool_id: UUID, *, amount: Money, expected: int | None, now: datetime
) -> Pool:
    """A partner puts money in."""
    await active_funder(session, partner_id)
    pool = await pool_of(session, pool_id, to_change=True)
    must_match(pool.version, expected)
    pool.contribute(partner_id, amount, now=now)
    await emit(session, pool.id, PoolContributed(occurred_at=now, pool=await pool_told(session, pool)))
    return pool


async def propose(
    session: AsyncSession,
    proposer_id: UUID,
    pool_id: UUID,
    *,
    title: str,
    description: str,
    amount: Money,
    now: datetime,
) -> Proposal:
    """Propose to spend; the days in which a veto may be used begin tomorrow."""
    await active_funder(session, proposer_id)
    pool = await pool_of(session, pool_id, to_change=True)
    closes_on = window_closes_on(day_of(now), pool.veto_working_days)
    proposal = pool.propose(
        proposer_id, title=title, description=description, amount=amount, closes_on=closes_on, now=now
    )
    session.add(proposal)
    told = await proposal_told(session, pool, proposal)
    await emit(session, proposal.id, SpendingProposed(occurred_at=now, proposal=told))
    return proposal


async def object_to(
    session: AsyncSession, objector_id: UUID, proposal_id: UUID, *, reason: str, now: datetime
) -> Proposal:
    """Object to a proposal. Anybody's objection is recorded; one of a veto's holder, made in time, blocks."""
    await active_funder(session, objector_id)
    proposal = await proposal_of(session, proposal_id, to_change=True)
    proposal.object(objector_id, reason, now=now)
    told = await proposal_told(session, await pool_of(session, proposal.pool_id), proposal)
    await emit(session, proposal.id, SpendingObjected(occurred_at=now, proposal=told))
    return proposal


async def decide_proposals(session: AsyncSession, now: datetime) -> None:
    """Decide what has its window behind it, each pool's in their order; a timer, and safe to call again."""
    for pool_id in await pools_to_decide(session, day_of(now), limit=BATCH):
        pool = await pool_of(session, pool_id, to_change=True)
        for proposal in await undecided(session, pool_id):
            if proposal.window_closes_on >= day_of(now):
                break  # those behind it wait, or they would take what it was promised first
            await decide(session, pool, proposal, now=now)


async def decide(session: AsyncSession, pool: Pool, proposal: Proposal, *, now: datetime) -> None:
    """End one proposal, with the decision on record."""
    decision = decision_on(pool, proposal, pool.outcome_of(proposal), now=now)
    await keep(session, decision, proposal.id)
    proposal.decision_id = decision.id
    pool.decide(proposal, now=now)
    told = await proposal_told(session, pool, proposal)
    await emit(session, proposal.id, SpendingDecided(occurred_at=now, proposal=told))

"""What one may ask about pooled budgets; all of it is public."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import ObjectionTold, PartnerTold
from events.grants import Pool as PoolTold
from events.grants import Proposal as ProposalTold
from grants.parties.queries import party
from grants.pools.domain import Pool, Proposal
from grants.pools.tables import pools, proposals
from kernel.errors import NotFound


async def pool_of(session: AsyncSession, pool_id: UUID, *, to_change: bool = False) -> Pool:
    """One pooled budget; `to_change` holds it until the transaction ends, so that its money is given away once."""
    pool = await session.get(Pool, pool_id, with_for_update=to_change)
    if pool is None:
        raise NotFound(f"There is no pooled budget {pool_id}.")
    return pool


async def pools_of(session: AsyncSession, *, host_id: UUID | None, after: UUID | None, limit: int) -> Sequence[Pool]:
    """Pooled budgets, oldest first; `after` is the last one already seen."""
    query = select(Pool).order_by(pools.c.id).limit(limit)
    if host_id is not None:
        query = query.where(pools.c.host_id == host_id)
    if after is not None:
        query = query.where(pools.c.id > after)
    return (await session.scalars(query)).all()


async def proposal_of(session: AsyncSession, proposal_id: UUID, *, to_change: bool = False) -> Proposal:
    """One proposal; `to_change` holds it until the transaction ends."""
    proposal = await session.get(Proposal, proposal_id, with_for_update=to_change)
    if proposal is None:
        raise NotFound(f"There is no proposal {proposal_id}.")
    return proposal


async def proposals_of(session: AsyncSession, pool_id: UUID, *, after: int, limit: int) -> Sequence[Proposal]:
    """A pool's proposals in their order, from the one behind number `after` on."""
    await pool_of(session, pool_id)
    query = select(Proposal).where(proposals.c.pool_id == pool_id, proposals.c.number > after)
    return (await session.scalars(query.order_by(proposals.c.number).limit(limit))).all()


async def pools_to_decide(session: AsyncSession, today: date, *, limit: int) -> Sequence[UUID]:
    """The pools whose first undecided proposal has its window behind it."""
    first = (
        select(proposals.c.pool_id, proposals.c.window_closes_on)
        .where(proposals.c.outcome.is_(None))
        .order_by(proposals.c.pool_id, proposals.c.number)
        .ext(distinct_on(proposals.c.pool_id))
        .subquery()
    )
    query = select(first.c.pool_id).where(first.c.window_closes_on < today).order_by(first.c.pool_id).limit(limit)
    return (await session.scalars(query)).all()


async def undecided(session: AsyncSession, pool_id: UUID) -> Sequence[Proposal]:
    """A pool's proposals that wait, in their order, held until the transaction ends."""
    query = select(Proposal).where(proposals.c.pool_id == pool_id, proposals.c.outcome.is_(None))
    return (await session.scalars(query.order_by(proposals.c.number).with_for_update())).all()


async def pool_told(session: AsyncSession, pool: Pool) -> PoolTold:
    """What an event says of a pool as it now stands."""
    partners = [
        PartnerTold(
            organisation=await party(session, each.organisation_id),
            contributed=str(each.contributed),
            holds_veto=each.holds_veto,
        )
        for each in pool.partners
    ]
    return PoolTold(
        pool_id=pool.id,
        host=await party(session, pool.host_id),
        title=pool.title,
        description=pool.description,
        veto_share=f"{pool.veto_share:f}",
        veto_working_days=pool.veto_working_days,
        partners=partners,
        total=str(pool.total),
        committed=str(pool.committed),
    )


async def proposal_told(session: AsyncSession, pool: Pool, proposal: Proposal) -> ProposalTold:
    """What an event says of a proposal as it now stands."""
    objections = [
        ObjectionTold(
            organisation=await party(session, each.organisation_id),
            reason=each.reason,
            made_on=each.made_on,
            in_time=each.in_time,
            holds_veto=each.holds_veto,
        )
        for each in proposal.objections
    ]
    return ProposalTold(
        proposal_id=proposal.id,
        pool=await pool_told(session, pool),
        number=proposal.number,
        proposer=await party(session, proposal.proposer_id),
        title=proposal.title,
        description=proposal.description,
        amount=str(proposal.amount),
        proposed_on=proposal.proposed_on,
        window_closes_on=proposal.window_closes_on,
        objections=objections,
        outcome=proposal.outcome,
        decision_id=proposal.decision_id,
    )

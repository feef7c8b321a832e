"""Pooled budgets over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.pools import commands, queries
from grants.pools.domain import Proposal
from grants.pools.schemas import ContributionIn, ObjectionIn, PoolIn, PoolOut, ProposalIn, ProposalOut

router = Router(tags=["pools"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("/pools", status_code=201, response_model=PoolOut)
async def open_pool(body: PoolIn, funder: Funder, tx: Transaction, now: Now) -> PoolOut:
    """Begin a pooled budget, as its host."""
    return PoolOut.of(await commands.open_pool(tx, owner_of(funder), **dict(body), now=now))


@router.get("/pools", response_model=Listing[PoolOut])
async def list_pools(reading: Reading, page: Page, host_id: UUID | None = None) -> Listing[PoolOut]:
    """All pooled budgets; oldest first."""
    found = await queries.pools_of(reading, host_id=host_id, after=page.after_id, limit=page.limit)
    return paged([PoolOut.of(each) for each in found], page, key=lambda pool: [str(pool.id)])


@router.get("/pools/{pool_id}", response_model=PoolOut)
async def read_pool(pool_id: UUID, reading: Reading) -> PoolOut:
    """One pooled budget, with its partners' shares."""
    return PoolOut.of(await queries.pool_of(reading, pool_id))


@router.post("/pools/{pool_id}/contributions", status_code=201, response_model=PoolOut)
async def contribute_to_pool(
    pool_id: UUID, body: ContributionIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> PoolOut:
    """Put money in, as one of its partners. Send an Idempotency-Key, and a retry pays in once."""
    partner_id, amount = owner_of(funder), body.amount.parsed()
    return PoolOut.of(await commands.contribute(tx, partner_id, pool_id, amount=amount, expected=expected, now=now))


@router.post("/pools/{pool_id}/proposals", status_code=201, response_model=ProposalOut)
async def propose_spending(pool_id: UUID, body: ProposalIn, funder: Funder, tx: Transaction, now: Now) -> Proposal:
    """Propose to spend of it, as its host or a partner."""
    said = {**dict(body), "amount": body.amount.parsed()}
    return await commands.propose(tx, owner_of(funder), pool_id, **said, now=now)


@router.get("/pools/{pool_id}/proposals", response_model=Listing[ProposalOut])
async def list_proposals(pool_id: UUID, reading: Reading, page: Page) -> Listing[Proposal]:
    """A pool's proposals, in the order in which they were made and are decided."""
    after = int(page.after[0]) if page.after else 0
    found = await queries.proposals_of(reading, pool_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda proposal: [str(proposal.number)])


@router.get("/pool-proposals/{proposal_id}", response_model=ProposalOut)
async def read_proposal(proposal_id: UUID, reading: Reading) -> Proposal:
    """One proposal, and what became of it."""
    return await queries.proposal_of(reading, proposal_id)


@router.post("/pool-proposals/{proposal_id}/objections", status_code=201, response_model=ProposalOut)
async def object_to_spending(
    proposal_id: UUID, body: ObjectionIn, funder: Funder, tx: Transaction, now: Now
) -> Proposal:
    """Object to a proposal: to block it takes a veto and the window; everything else is recorded."""
    return await commands.object_to(tx, owner_of(funder), proposal_id, reason=body.reason, now=now)

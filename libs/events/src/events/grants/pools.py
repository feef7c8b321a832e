"""Pooled budgets: what several public bodies put together, and how it is spent."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class PartnerTold(Part):
    """A partner of a pooled budget, with what it put in."""

    organisation: Party
    contributed: str  # pounds, two decimals
    holds_veto: bool


class Pool(Part):
    """A pooled budget as it stands, whole."""

    pool_id: UUID
    host: Party
    title: str
    description: str
    veto_share: str  # a fraction of one
    veto_working_days: int
    partners: list[PartnerTold]
    total: str
    committed: str


class PoolOpened(Event):
    """Public bodies pool a budget. The entity is the pool, here and below."""

    type: ClassVar[str] = "grants.pool.opened.v1"

    pool: Pool


class PoolContributed(Event):
    """A partner put money in; the pool now stands so."""

    type: ClassVar[str] = "grants.pool.contributed.v1"

    pool: Pool


class ObjectionTold(Part):
    """Who objects to a proposal, and why; it blocks if it is in time and of a holder of a veto."""

    organisation: Party
    reason: str
    made_on: date
    in_time: bool
    holds_veto: bool


class Proposal(Part):
    """A proposal to spend of a pool, whole."""

    proposal_id: UUID
    pool: Pool
    number: int
    proposer: Party
    title: str
    description: str
    amount: str
    proposed_on: date
    window_closes_on: date
    objections: list[ObjectionTold] = []
    outcome: str | None = None  # proceeds, blocked, exceeds_pool
    decision_id: UUID | None = None


class SpendingProposed(Event):
    """A partner would spend of the pool. The entity is the proposal, here and below."""

    type: ClassVar[str] = "grants.proposal.made.v1"

    proposal: Proposal


class SpendingObjected(Event):
    """Somebody objects; the proposal now stands so."""

    type: ClassVar[str] = "grants.proposal.objected.v1"

    proposal: Proposal


class SpendingDecided(Event):
    """The window is over: it proceeds, is blocked, or there is not enough left."""

    type: ClassVar[str] = "grants.proposal.decided.v1"

    proposal: Proposal

"""How a pooled budget looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import (
    DecimalIn,
    DecimalOut,
    IdIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Prose,
    Strict,
    example,
    places,
)
from grants.pools.domain import Outcome, Partner, Pool
from kernel.rounding import half_up


class PoolIn(
    Strict,
    json_schema_extra=example(
        title="Complex needs fund 2027/28",
        description="One budget for people whom four services see.",
        partners=["0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"],
    ),
):
    """A pooled budget as its host and partners agreed on it. What a veto takes is the rulebook's where left out."""

    title: Name
    description: Prose
    partners: Annotated[list[IdIn], Field(max_length=200)]
    veto_share: Annotated[DecimalIn, Field(ge=0, le=1), places(6)] | None = None
    veto_working_days: Annotated[int, Field(ge=0, le=250)] | None = None


class ContributionIn(Strict, json_schema_extra=example(amount={"amount": "500000.00", "currency": "GBP"})):
    """What a partner puts in."""

    amount: MoneyIn


class ProposalIn(
    Strict,
    json_schema_extra=example(
        title="Custody navigators",
        description="Somebody to meet at the gate.",
        amount={"amount": "140000.00", "currency": "GBP"},
    ),
):
    """What to spend, and on what."""

    title: Name
    description: Prose
    amount: MoneyIn


class ObjectionIn(Strict, json_schema_extra=example(reason="It duplicates an existing service.")):
    """Why not; for everybody to read."""

    reason: Prose


class PartnerOut(Out):
    """A partner: what it put in, and what part of the pool that is."""

    organisation_id: UUID
    contributed: MoneyOut
    share_pct: DecimalOut | None
    holds_veto: bool

    @classmethod
    def of(cls, partner: Partner) -> Self:
        """A share as a percentage of four places; an empty pool has none."""
        pct = None if partner.share is None else half_up(partner.share * 100, 4)
        shown = {name: getattr(partner, name) for name in ("organisation_id", "contributed", "holds_veto")}
        return cls(**shown, share_pct=pct)


class PoolOut(Out):
    """A pooled budget as it stands: `uncommitted` is what can still be spent."""

    id: UUID
    host_id: UUID
    title: str
    description: str
    veto_share: DecimalOut
    veto_working_days: int
    partners: list[PartnerOut]
    total: MoneyOut
    committed: MoneyOut
    uncommitted: MoneyOut
    opened_at: datetime
    version: int

    @classmethod
    def of(cls, pool: Pool) -> Self:
        """As anybody sees it."""
        shown = {name: getattr(pool, name) for name in cls.model_fields.keys() - {"partners"}}
        return cls(**shown, partners=[PartnerOut.of(each) for each in pool.partners])


class ObjectionOut(Out):
    """An objection, and whether it blocks: it does if it is in time and of a holder of a veto."""

    organisation_id: UUID
    reason: str
    made_on: date
    in_time: bool
    holds_veto: bool
    blocks: bool


class ProposalOut(Out):
    """A proposal with all objections; `outcome` is null until its window and those of earlier ones are over."""

    id: UUID
    pool_id: UUID
    number: int
    proposer_id: UUID
    title: str
    description: str
    amount: MoneyOut
    proposed_on: date
    window_closes_on: date
    veto_holders: list[UUID]
    objections: list[ObjectionOut]
    outcome: Outcome | None
    decided_at: datetime | None
    decision_id: UUID | None
    version: int

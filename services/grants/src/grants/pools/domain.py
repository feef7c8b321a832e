"""The rules of a pooled budget. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Forbidden, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money


class Outcome(StrEnum):
    """What became of a proposal to spend."""

    PROCEEDS = "proceeds"
    BLOCKED = "blocked"
    EXCEEDS_POOL = "exceeds_pool"


@dataclass(eq=False, kw_only=True)
class Contribution:
    """What a partner put in."""

    number: int
    organisation_id: UUID
    amount: Money
    made_on: date


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner as the pool now stands. `share` is exact, and None of an empty pool."""

    organisation_id: UUID
    contributed: Money
    share: Fraction | None
    holds_veto: bool


@dataclass(eq=False, kw_only=True)
class Pool:
    """A pooled budget. Its `host` keeps the money, and is a partner once it put in some; partners have their order.

    Whoever has put in `veto_share` of it may block a proposal within so many working days after its day.
    """

    id: UUID = field(default_factory=new_id)
    host_id: UUID
    title: str
    description: str
    partner_ids: list[UUID]
    veto_share: Decimal
    veto_working_days: int
    opened_at: datetime
    total: Money = ZERO
    committed: Money = ZERO
    proposed: int = 0
    contributions: list[Contribution] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        if len(set(self.partner_ids)) < len(self.partner_ids):
            raise Unacceptable("/partners", "A partner is named once.")

    @property
    def uncommitted(self) -> Money:
        """What can still be spent."""
        return self.total - self.committed

    @property
    def partners(self) -> list[Partner]:
        """Every partner, with its share and whether that is enough for a veto."""
        return [self._partner(each) for each in self.partner_ids]

    @property
    def veto_holders(self) -> list[UUID]:
        """Who may block what is proposed now."""
        return [partner.organisation_id for partner in self.partners if partner.holds_veto]

    def _partner(self, organisation_id: UUID) -> Partner:
        gave = sum((it.amount for it in self.contributions if it.organisation_id == organisation_id), start=ZERO)
        share = None if self.total == ZERO else Fraction(gave.pence, self.total.pence)
        holds = share is not None and share >= Fraction(self.veto_share)
        return Partner(organisation_id=organisation_id, contributed=gave, share=share, holds_veto=holds)

    def contribute(self, organisation_id: UUID, amount: Money, *, now: datetime) -> None:
        """A partner or the host puts money in; nothing is a share as well. Raises Forbidden for anybody else."""
        if organisation_id not in {self.host_id, *self.partner_ids}:
            raise Forbidden("Only the host and the partners of a pooled budget put money into it.")
        if organisation_id not in self.partner_ids:
            self.partner_ids = [*self.partner_ids, organisation_id]
        number = len(self.contributions) + 1
        made = Contribution(number=number, organisation_id=organisation_id, amount=amount, made_on=day_of(now))
        self.total += amount
        self.contributions.append(made)
        self.version += 1

    def propose(
        self, proposer_id: UUID, *, title: str, description: str, amount: Money, closes_on: date, now: datetime
    ) -> "Proposal":
        """The host or a partner would spend some of it. Who may block that is settled now, whoever pays in later.

        Raises Forbidden for anybody else.
        """
        if proposer_id not in {self.host_id, *self.partner_ids}:
            raise Forbidden("Only the host and the partners of a pooled budget propose to spend of it.")
        self.proposed += 1
        self.version += 1
        return Proposal(
            pool_id=self.id,
            number=self.proposed,
            proposer_id=proposer_id,
            title=title,
            description=description,
            amount=amount,
            proposed_on=day_of(now),
            window_closes_on=closes_on,
            veto_holders=self.veto_holders,
        )

    def outcome_of(self, proposal: "Proposal") -> Outcome:
        """What becomes of a proposal once its window is over."""
        if proposal.is_blocked:
            return Outcome.BLOCKED
        return Outcome.EXCEEDS_POOL if proposal.amount > self.uncommitted else Outcome.PROCEEDS

    def decide(self, proposal: "Proposal", *, now: datetime) -> None:
        """End it; money is set aside for one that proceeds."""
        outcome = self.outcome_of(proposal)
        if outcome is Outcome.PROCEEDS:
            self.committed += proposal.amount
            self.version += 1
        proposal.end(outcome, now=now)


@dataclass(eq=False, kw_only=True)
class Objection:
    """What an organisation holds against a proposal, recorded whether or not it can stop it."""

    number: int
    organisation_id: UUID
    reason: str
    made_on: date
    in_time: bool
    holds_veto: bool

    @property
    def blocks(self) -> bool:
        """Whether the money may not be spent because of it."""
        return self.in_time and self.holds_veto


@dataclass(eq=False, kw_only=True)
class Proposal:
    """To spend `amount` of a pool, in the order in which proposals were made. Silence is consent."""

    id: UUID = field(default_factory=new_id)
    pool_id: UUID
    number: int
    proposer_id: UUID
    title: str
    description: str
    amount: Money
    proposed_on: date
    window_closes_on: date
    veto_holders: list[UUID]
    objections: list[Objection] = field(default_factory=list)
    outcome: Outcome | None = None
    decided_at: datetime | None = None
    decision_id: UUID | None = None
    version: int = 1

    @property
    def is_blocked(self) -> bool:
        """Whether a holder of a veto objected in time."""
        return any(objection.blocks for objection in self.objections)

    def object(self, organisation_id: UUID, reason: str, *, now: datetime) -> None:
        """One more objection; on the window's last day it is in time, on the next it is late."""
        today = day_of(now)
        made = Objection(
            number=len(self.objections) + 1,
            organisation_id=organisation_id,
            reason=reason,
            made_on=today,
            in_time=today <= self.window_closes_on,
            holds_veto=organisation_id in self.veto_holders,
        )
        self.objections.append(made)
        self.version += 1

    def end(self, outcome: Outcome, *, now: datetime) -> None:
        """It is decided, once."""
        self.outcome, self.decided_at = outcome, now
        self.version += 1

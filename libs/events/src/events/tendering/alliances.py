"""What alliances decide and share. The entity is the alliance."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class AllianceMember(Part):
    """A member: commissioner or provider, what its own contract is worth, and its share of gain and pain if agreed."""

    organisation: Party
    reference: str
    role: str
    value: str
    share: str | None = None
    limit: str | None = None  # the most that it gains or bears in one settlement


class LegacyContractTold(Part):
    """A contract that an alliance replaces from `taken_over_on` on; `contract_id` where it is this platform's."""

    contract_id: UUID | None
    title: str
    reference: str
    supplier: str
    ends_on: date
    taken_over_on: date


class AllianceFormed(Event):
    """Several providers and who commissions them run a service together."""

    type: ClassVar[str] = "tendering.alliance.formed.v1"

    title: str
    buyer: Party
    members: list[AllianceMember]
    target_cost: str
    legacy_contracts_replaced: int
    legacy_contracts: list[LegacyContractTold] = []  # by name, where they were named
    alliance_award_id: UUID | None = None


class LegacyContractsNamed(Event):
    """Contracts that a running alliance replaces, too, and why they are named only now."""

    type: ClassVar[str] = "tendering.alliance.legacy_named.v1"

    legacy_contracts: list[LegacyContractTold]
    legacy_contracts_replaced: int  # those named before among them
    because: str


class AllianceDecided(Event):
    """All members have agreed; `rung` is how far up the ladder that was, 0 at its foot."""

    type: ClassVar[str] = "tendering.alliance.decided.v1"

    decision_id: UUID
    title: str
    rung: int


class AllianceChanged(Event):
    """By that decision its members are now these."""

    type: ClassVar[str] = "tendering.alliance.changed.v1"

    decision_id: UUID
    title: str
    members: list[AllianceMember]


class AllianceClosed(Event):
    """By that decision it is over; what is left is settled."""

    type: ClassVar[str] = "tendering.alliance.closed.v1"

    decision_id: UUID
    title: str


class AllianceShare(Part):
    """A provider's part of the pool, below nought where it bears a loss."""

    reference: str
    amount: str | None


class AllianceSettled(Event):
    """What was spent was held against the target, and the difference shared."""

    type: ClassVar[str] = "tendering.alliance.settled.v1"

    number: int
    target_cost: str
    actual_cost: str
    gate_passed: bool
    provider_pool: str
    unshared: str = "0.00"  # of the pool, beyond all limits
    shares: list[AllianceShare]

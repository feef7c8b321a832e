"""An alliance: its members, what they decide, what they share. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money, SignedMoney


class Role(StrEnum):
    """What a member brings: the service, or the commission to give it."""

    COMMISSIONER = "commissioner"
    PROVIDER = "provider"


class Choice(StrEnum):
    """What a member says to a decision; who says nothing has not agreed."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """What the votes come to. Nothing is agreed by default, however long it waits."""

    AGREED = "agreed"
    VETOED = "vetoed"
    NOT_AGREED = "not_agreed"


@dataclass(eq=False, kw_only=True)
class Member:
    """An organisation in an alliance. `reference` is its name there, `value` what its own contract is worth."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    reference: str
    role: Role
    value: Money
    joined_at: datetime
    left_at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Share:
    """A provider's part of a pool; None where nobody's contract is worth anything."""

    reference: str
    amount: SignedMoney | None


@dataclass(eq=False, kw_only=True)
class Settlement:
    """What an alliance spent against its target, and who gets or bears how much of the difference.

    `gate_pct` is the part of the gate's indicators that were on course; None without a gate, which never passes.
    """

    id: UUID = field(default_factory=new_id)
    alliance_id: UUID
    number: int
    target_cost: Money
    actual_cost: Money
    gate_pct: Decimal | None
    gate_passed: bool
    provider_pool: SignedMoney
    shares: tuple[Share, ...]
    settled_at: datetime

    @property
    def underspend(self) -> SignedMoney:
        """What was not spent of the target; below nought for what was overspent."""
        return SignedMoney.difference(self.target_cost, self.actual_cost)


@dataclass(eq=False, kw_only=True)
class Alliance:
    """One agreement of several providers with who commissions them; no lead, equal say.

    `gate` are the indicators that let gain be shared, `kpi_gate` how large a part of them must be on course. A deadlock
    climbs the rungs of `ladder`, `rung_days` each.
    """

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    title: str
    target_cost: Money
    kpi_gate: Decimal
    provider_share: Decimal
    pain_share: Decimal
    gate: list[UUID]
    ladder: list[str]
    rung_days: int
    legacy_contracts_replaced: int
    formed_at: datetime
    members: list[Member] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    version: int = 1

    @property
    def present(self) -> list[Member]:
        """Who is in it now."""
        return [member for member in self.members if member.left_at is None]

    def seat_of(self, organisation_id: UUID) -> Member:
        """The organisation's own seat. Raises NotFound for one that has none."""
        found = next((each for each in self.present if each.organisation_id == organisation_id), None)
        if found is None:
            raise NotFound(f"There is no alliance {self.id} of yours.")
        return found

    def admit(self, member: Member) -> None:
        """One more member. Raises Unacceptable for an organisation or a reference that is in it already."""
        if any(
            member.organisation_id == each.organisation_id or member.reference == each.reference
            for each in self.present
        ):
            raise Unacceptable("/members", f"{member.reference} is a member already.")
        member.number = len(self.members) + 1
        self.members.append(member)
        self.version += 1

    def release(self, member_id: UUID, *, now: datetime) -> None:
        """One member fewer. Raises RuleBroken for one that has left already."""
        leaving = next((each for each in self.present if each.id == member_id), None)
        if leaving is None:
            raise RuleBroken("That member has left the alliance already.")
        leaving.left_at = now
        self.version += 1


@dataclass(eq=False, kw_only=True)
class Vote:
    """What a member said to a decision on one rung of the ladder."""

    member_id: UUID
    rung: int
    choice: Choice
    cast_at: datetime


@dataclass(eq=False, kw_only=True)
class Joint:
    """A decision of all members. `joins` or `leaves` makes it one about membership, which takes effect once agreed."""

    id: UUID = field(default_factory=new_id)
    alliance_id: UUID
    title: str
    opened_at: datetime
    joins: Member | None = None
    leaves: UUID | None = None
    rung: int = 0
    rung_since: datetime
    agreed_at: datetime | None = None
    votes: list[Vote] = field(default_factory=list)
    version: int = 1

    def cast(self, member: Member, choice: Choice, *, now: datetime) -> None:
        """The member's vote on this rung; it may think again until all have agreed."""
        self.must_be_open()
        self.votes = [*(v for v in self.votes if (v.member_id, v.rung) != (member.id, self.rung))]
        self.votes.append(Vote(member_id=member.id, rung=self.rung, choice=choice, cast_at=now))
        self.version += 1

    def climb(self, alliance: Alliance, result: Result, *, now: datetime) -> None:
        """Take a deadlock one rung up, where everybody votes anew. Raises RuleBroken before its time and at the top."""
        self.must_be_open()
        if result is not Result.VETOED and now < self.rung_since + timedelta(days=alliance.rung_days):
            raise RuleBroken(f"Nobody has vetoed it, and the {alliance.rung_days} days of this rung are not over.")
        if self.rung >= len(alliance.ladder):
            raise RuleBroken("There is no rung above this one; without the agreement of all nothing is decided.")
        self.rung, self.rung_since = self.rung + 1, now
        self.version += 1

    def must_be_open(self) -> None:
        """Raise RuleBroken for what all have agreed."""
        if self.agreed_at is not None:
            raise RuleBroken("All members have agreed to this; decide anew to change it.")

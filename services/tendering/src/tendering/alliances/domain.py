"""An alliance: its members and what they share. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money
from kernel.names import name_key
from tendering.contracts.domain import Contract
from tendering.gain_share.domain import Formula, Partner, Settlement


class Role(StrEnum):
    """What a member brings: the service, or the commission to give it."""

    COMMISSIONER = "commissioner"
    PROVIDER = "provider"


@dataclass(eq=False, kw_only=True)
class Member:
    """An organisation in an alliance. `reference` is its name there, `value` what its own contract is worth.

    `share` is a provider's exact part of gain and pain, such as `1/3`; without shares the contracts' values weigh.
    `limit` is the most that it gains or bears in one settlement.
    """

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    reference: str
    role: Role
    value: Money
    share: str | None = None
    limit: Money | None = None
    joined_at: datetime
    left_at: datetime | None = None
    number: int = 0


@dataclass(eq=False, kw_only=True)
class LegacyContract:
    """A contract that an alliance replaces, and the first day on which it does: one of this platform's, or any other.

    What it is called, who supplied it and when it was to end is as it stood when it was named. One that was named after
    the alliance had begun has the instant of that, and `because`.
    """

    id: UUID = field(default_factory=new_id)
    contract_id: UUID | None = None
    contract: Contract | None = None
    title: str
    reference: str
    supplier: str
    ends_on: date
    taken_over_on: date
    named_at: datetime | None = None
    because: str | None = None
    number: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them one: the reference and who supplied it, however spelt."""
        return name_key(self.reference), name_key(self.supplier)

    @property
    def ended_on(self) -> date | None:
        """The day on which this platform's contract ended; None while it runs, and of any other."""
        return None if self.contract is None else self.contract.ended_on


@dataclass(eq=False, kw_only=True)
class Alliance:
    """One agreement of several providers with who commissions them; no lead, equal say, until all agree to close it.

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
    alliance_award_id: UUID | None = None
    formed_at: datetime
    closed_at: datetime | None = None
    members: list[Member] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    legacy_contracts: list[LegacyContract] = field(default_factory=list)
    version: int = 1

    @property
    def present(self) -> list[Member]:
        """Who is in it now."""
        return [member for member in self.members if member.left_at is None]

    @property
    def providers(self) -> list[Member]:
        """Those among them who provide."""
        return [member for member in self.present if member.role is Role.PROVIDER]

    @property
    def commissioners(self) -> set[UUID]:
        """The organisations that commission it."""
        members = {each.organisation_id for each in self.present if each.role is Role.COMMISSIONER}
        return members | {self.buyer_id}

    @property
    def formula(self) -> Formula:
        """By what its settlements are made."""
        return Formula(
            target_cost=self.target_cost,
            kpi_gate=self.kpi_gate,
            provider_share=self.provider_share,
            pain_share=self.pain_share,
        )

    @property
    def partners(self) -> list[Partner]:
        """Its providers as gain and pain are divided among them."""
        return [
            Partner(
                reference=each.reference,
                weight=Fraction(each.share) if each.share else each.value.pence,
                limit=each.limit,
            )
            for each in self.providers
        ]

    def seat_of(self, organisation_id: UUID) -> Member:
        """The organisation's own seat. Raises NotFound for one that has none."""
        found = next((each for each in self.present if each.organisation_id == organisation_id), None)
        if found is None:
            raise NotFound(f"There is no alliance {self.id} of yours.")
        return found

    def admit(self, member: Member) -> None:
        """One more member. Raises Unacceptable for one that `must_be_admissible` refuses."""
        self.must_be_admissible(member, "/members")
        member.number = len(self.members) + 1
        self.members.append(member)
        self.version += 1

    def must_be_admissible(self, member: Member, path: str, *, leaving: UUID | None = None) -> None:
        """Raise Unacceptable for who is in it already, by organisation or name, or does not share as the others do.

        Who is `leaving` with that is no longer one of them.
        """
        others = [each for each in self.present if each.id != leaving]
        if any(member.organisation_id == each.organisation_id or member.reference == each.reference for each in others):
            raise Unacceptable(path, f"{member.reference} is a member already.")
        stated = [each.share is None for each in (*others, member) if each.role is Role.PROVIDER]
        if len(set(stated)) > 1:
            raise Unacceptable(path, "Either every provider has a share, or all share by their contracts' values.")

    def must_share_the_whole(self) -> None:
        """Raise Unacceptable for an alliance without members, or with shares that do not make one."""
        shares = [Fraction(each.share) for each in self.providers if each.share]
        if not self.present or (shares and sum(shares) != 1):
            raise Unacceptable("/members", "An alliance has members, and where they have shares these make one.")

    def take_over(self, legacy: LegacyContract) -> None:
        """One more contract that it replaces. Raises Unacceptable for one that is named already."""
        if legacy.key in {each.key for each in self.legacy_contracts}:
            raise Unacceptable("/legacy_contracts", f"{legacy.reference} of {legacy.supplier} is named twice.")
        legacy.number = len(self.legacy_contracts) + 1
        self.legacy_contracts.append(legacy)

    def count_legacy(self) -> None:
        """Where the contracts are named, how many it replaces follows. Raises Unacceptable for another number."""
        named = len(self.legacy_contracts)
        if named and self.legacy_contracts_replaced not in {0, named}:
            raise Unacceptable("/legacy_contracts_replaced", f"{named} contracts are named.")
        self.legacy_contracts_replaced = named or self.legacy_contracts_replaced

    def name_later(self, found: Sequence[LegacyContract], because: str, *, now: datetime) -> None:
        """Contracts that it replaces beside those named before. How many it replaces grows where more are named than
        were counted. Raises Unacceptable for one that is named already, RuleBroken once it is closed.
        """
        self.must_be_live()
        for legacy in found:
            legacy.named_at, legacy.because = now, because
            self.take_over(legacy)
        self.legacy_contracts_replaced = max(self.legacy_contracts_replaced, len(self.legacy_contracts))
        self.version += 1

    def must_be_live(self) -> None:
        """Raise RuleBroken for an alliance that is closed; what is left of it is settled."""
        if self.closed_at is not None:
            raise RuleBroken(f"This alliance was closed on {day_of(self.closed_at)}; it decides nothing any more.")

    def close(self, *, now: datetime) -> None:
        """All have agreed that it is over."""
        self.closed_at = now
        self.version += 1

    def release(self, member_id: UUID, *, now: datetime) -> None:
        """One member fewer. Raises RuleBroken for one that has left already."""
        leaving = next((each for each in self.present if each.id == member_id), None)
        if leaving is None:
            raise RuleBroken("That member has left the alliance already.")
        leaving.left_at = now
        self.version += 1

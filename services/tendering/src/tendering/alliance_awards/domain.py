"""An alliance to be awarded, and its members. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.errors import Conflict, NotFound, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.awards.domain import Award
from tendering.terms.domain import Lot

FEWEST_PROVIDERS = 2


class Role(StrEnum):
    """What a member does in an alliance: it commissions, or it provides under contracts of its own."""

    COMMISSIONER = "commissioner"
    PROVIDER = "provider"


class Status(StrEnum):
    """Where an alliance stands. One member that declines ends it; silence agrees to nothing."""

    PROPOSED = "proposed"
    AWARDED = "awarded"
    DECLINED = "declined"


@dataclass(eq=False, kw_only=True)
class Member:
    """An organisation in an alliance, with the lots that it works on.

    `share` is a provider's part of what is gained or lost together, as an exact fraction such as `1/3`.
    """

    organisation_id: UUID
    role: Role
    share: str | None = None
    lot_ids: list[UUID] = field(default_factory=list)
    agreed_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class AllianceAward:
    """One agreement over the contracts of several awards of a notice. Each provider keeps a contract of its own."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    buyer_id: UUID
    title: str
    outcomes: list[str]
    award_ids: list[UUID]
    starts_on: date
    ends_on: date
    members: list[Member]
    proposed_at: datetime
    status: Status = Status.PROPOSED
    awarded_at: datetime | None = None
    declined_by: UUID | None = None
    declined_because: str | None = None
    decisions: list[UUID] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        """Raises Unacceptable for members that make no alliance; who proposes it agrees to it."""
        if self.ends_on < self.starts_on:
            raise Unacceptable("/ends_on", "An alliance cannot end before it starts.")
        named = [each.organisation_id for each in self.members]
        if len(set(named)) != len(named):
            raise Unacceptable("/members", "Every member is named once.")
        if self.buyer_id not in {each.organisation_id for each in self.members if each.role is Role.COMMISSIONER}:
            raise Unacceptable("/members", "The buyer is one of the commissioners.")
        if len(self.providers) < FEWEST_PROVIDERS:
            raise Unacceptable("/members", f"An alliance has at least {FEWEST_PROVIDERS} providers.")
        must_sum_to_one(self.members)
        self.member(self.buyer_id).agreed_at = self.proposed_at

    @property
    def providers(self) -> list[Member]:
        return [each for each in self.members if each.role is Role.PROVIDER]

    def has(self, organisation_id: UUID | None) -> bool:
        """Whether the organisation is a member."""
        return any(each.organisation_id == organisation_id for each in self.members)

    def member(self, organisation_id: UUID) -> Member:
        """One of its members. Raises NotFound."""
        for each in self.members:
            if each.organisation_id == organisation_id:
                return each
        raise NotFound(f"There is no alliance {self.id} of yours.")

    def must_rest_on(self, awards: Sequence[Award], lots: Collection[Lot]) -> None:
        """Raise Unacceptable unless the providers are exactly who holds these awards, and each works on lots of them.

        A reserved lot is worked on by its supplier alone: shared with others it would no longer be kept for its class.
        """
        holders = {lot_id: award.supplier_id for award in awards for lot_id in award.lot_ids}
        if {each.organisation_id for each in self.providers} != set(holders.values()):
            raise Unacceptable("/members", "The providers are those to whom these awards went, each of them.")
        reserved = {lot.id for lot in lots if lot.reserved is not None}
        for place, member in enumerate(self.members):
            self._must_work_on(member, holders, reserved, f"/members/{place}/lot_ids")

    def _must_work_on(
        self, member: Member, holders: Mapping[UUID, UUID], reserved: Collection[UUID], path: str
    ) -> None:
        own = {lot_id for lot_id, holder in holders.items() if holder == member.organisation_id}
        named = set(member.lot_ids)
        if member.role is Role.COMMISSIONER and named:
            raise Unacceptable(path, "A commissioner provides nothing.")
        if not own <= named <= holders.keys():
            raise Unacceptable(path, "A provider works on the lots it was awarded, and on others of these awards.")
        if (named - own) & set(reserved):
            raise Unacceptable(path, "A reserved lot cannot be shared with others (ss.32, 33).")

    def answer(self, organisation_id: UUID, *, agrees: bool, reason: str | None, now: datetime) -> None:
        """A member agrees or declines. It is awarded once every member has agreed, and never before."""
        member = self.member(organisation_id)
        if self.status is not Status.PROPOSED:
            raise RuleBroken(f"This alliance is {self.status}.")
        if member.agreed_at is not None and agrees:
            raise Conflict("You have agreed already.")
        if not agrees and reason is None:
            raise Unacceptable("/reason", "Say why, so that the others can propose something better.")
        self.version += 1
        if not agrees:
            self.status, self.declined_by, self.declined_because = Status.DECLINED, organisation_id, reason
            return
        member.agreed_at = now
        if all(each.agreed_at is not None for each in self.members):
            self.status, self.awarded_at = Status.AWARDED, now


def must_sum_to_one(members: Sequence[Member]) -> None:
    """Raise Unacceptable unless every provider has a share, no commissioner has one, and they make one exactly."""
    for place, each in enumerate(members):
        if (each.share is None) is (each.role is Role.PROVIDER):
            raise Unacceptable(f"/members/{place}/share", "Every provider has a share, and nobody else has.")
    shares = [Fraction(each.share) for each in members if each.share is not None]
    if sum(shares) != 1 or not all(share > 0 for share in shares):
        raise Unacceptable(
            "/members", f"The shares add up to {sum(shares)}; each is above nought, together they are 1."
        )

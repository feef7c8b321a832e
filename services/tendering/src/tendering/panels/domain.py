"""Panels and their members. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, RuleBroken
from kernel.identifiers import new_id
from tendering.criteria.domain import Source


class Kind(StrEnum):
    """Evaluators know the trade, Citizen Commissioners the service; each panel marks its own criteria."""

    TECHNICAL = "technical"
    CITIZEN = "citizen"

    @property
    def source(self) -> Source:
        """The criteria that this panel marks."""
        return Source(self.value)


@dataclass(eq=False)
class Recusal:
    """A member leaves a whole lot: who has a conflict over one bid compares it with all others (ss.81 to 83)."""

    lot_id: UUID
    reason: str
    at: datetime


@dataclass(eq=False, kw_only=True)
class Member:
    """Somebody on a panel, known by the subject of their token; no name is kept.

    Nobody reads a bid before saying which interests they have. Training is asked of evaluators only.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    kind: Kind
    subject: str
    trained_until: date | None = None
    under_25: bool = False
    appointed_at: datetime
    declared_at: datetime | None = None
    interests: str | None = None
    recusals: list[Recusal] = field(default_factory=list)
    version: int = 1

    def declare(self, interests: str | None, *, now: datetime) -> None:
        """Say which interests they have; None says that there are none. It can be renewed: interests change."""
        self.interests, self.declared_at = interests, now
        self.version += 1

    def recuse(self, lot_id: UUID, reason: str, *, now: datetime) -> None:
        """Leave a lot for good. Marks already given there no longer count. Raises Conflict the second time."""
        if self.is_recused(lot_id):
            raise Conflict("This member has left that lot already.")
        self.recusals = [*self.recusals, Recusal(lot_id, reason, now)]
        self.version += 1

    def must_be_free(self, lot_id: UUID) -> None:
        """Raise RuleBroken for who has declared nothing yet, or has left this lot."""
        self.must_have_declared()
        if self.is_recused(lot_id):
            raise RuleBroken("You left this lot because of a conflict of interest.")

    def must_have_declared(self) -> None:
        """Raise RuleBroken for who has not said yet which interests they have."""
        if self.declared_at is None:
            raise RuleBroken("Declare your interests first; nobody judges before that (s.83).")

    def is_recused(self, lot_id: UUID) -> bool:
        return any(each.lot_id == lot_id for each in self.recusals)

    def is_trained(self, on: date) -> bool:
        """The last day of a training still counts."""
        return self.trained_until is None or on <= self.trained_until


@dataclass(frozen=True)
class Panel:
    """Who is able to mark one lot: neither recused from it nor out of training on the day of the deadline."""

    members: tuple[Member, ...]
    quorum: int
    minimum_under_25: int = 0

    @classmethod
    def able(
        cls, members: Sequence[Member], lot_id: UUID, *, on: date, quorum: int, minimum_under_25: int = 0
    ) -> "Panel":
        """Those of a panel's members who may mark this lot."""
        able = tuple(member for member in members if member.is_trained(on) and not member.is_recused(lot_id))
        return cls(able, quorum, minimum_under_25)

    @property
    def is_quorate(self) -> bool:
        return len(self.members) >= self.quorum

    @property
    def members_under_25(self) -> int:
        return sum(member.under_25 for member in self.members)

    @property
    def is_composed_well(self) -> bool:
        """A warning, not a bar: young people should be among them."""
        return self.members_under_25 >= self.minimum_under_25

    @property
    def ids(self) -> frozenset[UUID]:
        return frozenset(member.id for member in self.members)

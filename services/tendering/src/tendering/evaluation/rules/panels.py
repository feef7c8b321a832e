"""Who may mark which lot, and whether enough did (quorum: profile `seed_social_economy`; conflicts: ss.81 to 83)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody on a panel. Training is asked of evaluators only; None means that none is asked."""

    id: str
    trained_until: date | None = None
    under_25: bool = False

    def is_trained(self, on: date) -> bool:
        return self.trained_until is None or on <= self.trained_until


@dataclass(frozen=True)
class Panel:
    """Who is able to mark one lot: neither recused from it nor out of training on the day of the deadline."""

    members: tuple[Member, ...]
    quorum: int
    minimum_under_25: int = 0

    @classmethod
    def able(
        cls, members: Sequence[Member], recused: Set[str], *, on: date, quorum: int, minimum_under_25: int = 0
    ) -> "Panel":
        """A recusal covers the whole lot: who has a conflict over one bid compares it with all others."""
        able = tuple(member for member in members if member.id not in recused and member.is_trained(on))
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

    def valid(self, marks: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Only the marks of who may mark."""
        able = {member.id for member in self.members}
        return {member: mark for member, mark in marks.items() if member in able}

    def suffices(self, marks: Mapping[str, Fraction]) -> bool:
        """Whether enough valid marks were given to one bid."""
        return len(self.valid(marks)) >= self.quorum

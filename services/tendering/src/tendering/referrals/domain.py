"""What groups of companies were awarded in a period. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.money import ZERO, Money
from kernel.periods import DatePeriod


@dataclass(frozen=True, kw_only=True)
class Counted:
    """An award as it counts: to the group that its supplier belonged to that day."""

    award_id: UUID
    notice_id: UUID
    buyer_id: UUID
    supplier_id: UUID
    group_id: UUID
    value: Money
    decided_on: date
    is_direct: bool
    contract_ids: tuple[UUID, ...] = ()


class Standing(StrEnum):
    """Where a group's share stands to the cap. It flags, and is no ground for keeping anybody out (s.19(3))."""

    WITHIN = "within"
    WARNING = "warning"
    BREACH = "breach"


@dataclass(frozen=True)
class GroupShare:
    """One group: what it was awarded, competed for or not, and its part of all; None where all is nought."""

    group_id: UUID
    awards: tuple[Counted, ...]
    share: Fraction | None
    standing: Standing

    @property
    def value(self) -> Money:
        return total_of(self.awards)

    @property
    def direct(self) -> tuple[Counted, ...]:
        """What it was awarded without competition."""
        return tuple(each for each in self.awards if each.is_direct)

    @property
    def repeats_direct_awards(self) -> bool:
        """Whether it was awarded more than once without competition: together they may be what competition was for."""
        return len(self.direct) > 1


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """Every group of a scope, the largest first. `index` is the Herfindahl-Hirschman index, of 10,000.

    With fewer groups than `minimum_groups` no cap can be kept by arithmetic: it then only warns.
    """

    period: DatePeriod
    total: Money
    groups: tuple[GroupShare, ...]
    index: Fraction | None
    is_feasible: bool

    @property
    def calls_for_referral(self) -> bool:
        """Whether some group is over the cap where it could be kept."""
        return any(each.standing is Standing.BREACH for each in self.groups)


def total_of(awards: Sequence[Counted]) -> Money:
    """What they are worth together."""
    return sum((each.value for each in awards), start=ZERO)

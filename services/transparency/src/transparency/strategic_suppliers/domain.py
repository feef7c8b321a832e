"""What public bodies paid a group. Pure: no database, no clock, no wire. Amounts are pence."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from kernel.periods import DatePeriod
from rulebook.rules import Rule


@dataclass(frozen=True, slots=True)
class Prime:
    """What one authority paid one organisation directly."""

    buyer_id: UUID
    payee_id: UUID
    pence: int


@dataclass(frozen=True, slots=True)
class Supplier:
    """A group, what it was paid in all, by how many authorities, and who of it was paid."""

    group_id: UUID
    revenue: Fraction
    authorities: int
    members: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The strategic suppliers of some days, the largest first, and by which rule."""

    days: DatePeriod
    rule: Rule
    suppliers: Sequence[Supplier]

"""What a contract is worth and what is at risk in it: how deep its book is. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.identifiers import new_id
from kernel.money import Money


class Risk(StrEnum):
    """How much is at risk should a contract's costs run away, in the eyes of its buyer."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(eq=False, kw_only=True)
class StatedRisk:
    """What the buyer says of a contract's risk from a day on, until it says something else."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    risk: Risk
    because: str
    stated_at: datetime


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A contract as the trigger looks at it: what it is worth, since when, and for which service."""

    id: UUID
    value: Money
    signed_on: date
    cpv: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """Whether a contract's book is open: by its own value, or by what its supplier's group was given beside it.

    `aggregate` is the most that falls into any window of months with this contract in it.
    """

    threshold: Money
    value: Money
    aggregate: Money

    @property
    def by_value(self) -> bool:
        """Strictly more than the threshold by itself."""
        return self.value > self.threshold

    @property
    def by_aggregate(self) -> bool:
        """Strictly more together with what was split from it."""
        return self.aggregate > self.threshold

    @property
    def is_open(self) -> bool:
        """Either."""
        return self.by_value or self.by_aggregate


@dataclass(frozen=True, kw_only=True)
class Depth:
    """What a tier asks of an open book: each quarter, the postings of each line, the report of who verified them."""

    tier: int
    by_quarter: bool
    by_posting: bool
    verified: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Whether a contract's book is open, and what the buyer said of its risk, oldest first."""

    contract_id: UUID
    signed_on: date
    trigger: Trigger
    risks: Sequence[StatedRisk]

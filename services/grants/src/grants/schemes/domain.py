"""The rules of a grant scheme. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self
from uuid import UUID

from grants.adoptions.domain import Standard
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


class Stage(StrEnum):
    """How far the ideas are that a scheme funds: to explore one, to prove it, to take it to scale."""

    EXPLORE = "explore"
    PROVE = "prove"
    SCALE = "scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a funder would give and for what; one may apply on both days and between them."""

    title: str
    description: str
    budget: Money
    opens_on: date
    closes_on: date
    stage: Stage | None = None
    theme: str | None = None
    is_prevention: bool = False
    reserved_share: Decimal | None = None  # of the budget, kept for small and local organisations
    standards: tuple[Standard, ...] = ()  # that the scheme holds itself to, beside those of its funder


@dataclass(eq=False, kw_only=True)
class Scheme:
    """An offer of grants. `committed` is what has been awarded of the budget; one may apply on both days.

    `recycled` is the part of the budget that came back from what was given or invested before.
    """

    id: UUID
    funder_id: UUID
    title: str
    description: str
    budget: Money
    opens_on: date
    closes_on: date
    opened_at: datetime
    stage: Stage | None = None
    theme: str | None = None
    is_prevention: bool = False
    reserved_share: Decimal | None = None
    standards: Sequence[Standard] = ()
    committed: Money = ZERO
    recycled: Money = ZERO
    version: int = 1

    def __post_init__(self) -> None:
        if self.budget == ZERO:
            raise Unacceptable("/budget", "A scheme needs a budget.")
        if self.closes_on < self.opens_on:
            raise Unacceptable("/closes_on", "A scheme cannot close before it opens.")
        if self.closes_on < day_of(self.opened_at):
            raise Unacceptable("/closes_on", "The last day for applications has already passed.")

    @classmethod
    def open(cls, offer: Offer, funder_id: UUID, scheme_id: UUID, *, now: datetime) -> Self:
        """Offer it from now on. Raises Unacceptable for dates on which nobody could apply."""
        offered = {each.name: getattr(offer, each.name) for each in fields(offer)}
        return cls(id=scheme_id, funder_id=funder_id, opened_at=now, **offered)

    @property
    def remaining(self) -> Money:
        """What can still be awarded."""
        return self.budget - self.committed

    @property
    def reserved(self) -> Money:
        """The part of the budget that only small and local organisations are given, to the whole penny."""
        return Money(int(Fraction(self.reserved_share or 0) * self.budget.pence))

    def must_welcome(self, *, now: datetime) -> None:
        """Raise RuleBroken on a day on which nobody may apply."""
        today = day_of(now)
        if today < self.opens_on:
            raise RuleBroken(f"The scheme opens on {self.opens_on}.")
        if today > self.closes_on:
            raise RuleBroken(f"The scheme closed at the end of {self.closes_on}.")

    def commit(self, amount: Money) -> None:
        """Set money aside for a grant. Raises RuleBroken for more than is left."""
        if amount > self.remaining:
            raise RuleBroken(f"Of the budget of £{self.budget} only £{self.remaining} is left.")
        self.committed += amount
        self.version += 1

    def replenish(self, amount: Money) -> None:
        """What came back may be given again."""
        self.budget += amount
        self.recycled += amount
        self.version += 1

    def release(self, amount: Money) -> None:
        """Take back what a grant did not need, to award it again."""
        self.committed -= amount
        self.version += 1

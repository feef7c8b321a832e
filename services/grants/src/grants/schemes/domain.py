"""The rules of a grant scheme. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


@dataclass(eq=False, kw_only=True)
class Scheme:
    """An offer of grants. `committed` is what has been awarded of the budget; one may apply on both days."""

    id: UUID
    funder_id: UUID
    title: str
    description: str
    budget: Money
    opens_on: date
    closes_on: date
    opened_at: datetime
    committed: Money = ZERO
    version: int = 1

    def __post_init__(self) -> None:
        if self.budget == ZERO:
            raise Unacceptable("/budget", "A scheme needs a budget.")
        if self.closes_on < self.opens_on:
            raise Unacceptable("/closes_on", "A scheme cannot close before it opens.")
        if self.closes_on < day_of(self.opened_at):
            raise Unacceptable("/closes_on", "The last day for applications has already passed.")

    @property
    def remaining(self) -> Money:
        """What can still be awarded."""
        return self.budget - self.committed

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

"""The end of a grant. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money


@dataclass(eq=False, kw_only=True)
class Repayment:
    """Money that came back from the recipient."""

    number: int
    amount: Money
    received_on: date


@dataclass(eq=False, kw_only=True)
class Closure:
    """How a grant ended: what the work really cost, and for which breach it was terminated, if it was."""

    grant_id: UUID
    actual_eligible_cost: Money
    evidence: str
    breach: str | None = None
    closed_at: datetime
    closed_by: str
    repayments: list[Repayment] = field(default_factory=list)
    version: int = 1

    @property
    def repaid(self) -> Money:
        """What has come back so far."""
        return sum((each.amount for each in self.repayments), start=ZERO)

    def receive(self, amount: Money, due: Money, *, received_on: date, now: datetime) -> None:
        """Record what came back, of what is `due`. Raises RuleBroken for more than that, Unacceptable for no money."""
        if amount == ZERO:
            raise Unacceptable("/amount", "A repayment is more than nothing.")
        if not day_of(self.closed_at) <= received_on <= day_of(now):
            raise Unacceptable("/received_on", "A repayment comes between the closing of the grant and today.")
        if amount > due:
            raise RuleBroken(f"Only £{due} is to be paid back.")
        self.repayments.append(Repayment(number=len(self.repayments) + 1, amount=amount, received_on=received_on))
        self.version += 1

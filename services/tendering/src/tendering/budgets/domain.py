"""A budget that a person holds for a service. Pure: no database, no clock, no wire.

Nobody is named: the authority alone knows whose the reference of a holder is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money
from kernel.periods import DatePeriod


@dataclass(frozen=True, kw_only=True)
class Approved:
    """Who may be chosen: members of a market or of its part, whoever has a seat for a framework's lot, or who is named.

    Raises Unacceptable unless it is one of the three.
    """

    market_id: UUID | None = None
    market_part: str | None = None
    framework_id: UUID | None = None
    lot_id: UUID | None = None
    providers: Sequence[UUID] = ()

    def __post_init__(self) -> None:
        if (self.framework_id is None) is not (self.lot_id is None):
            raise Unacceptable("/lot_id", "A framework is named with one of its lots.")
        if [self.market_id is not None, self.framework_id is not None, bool(self.providers)].count(True) != 1:
            raise Unacceptable("/providers", "Approved are a market's members, a framework's seats, or who is named.")


@dataclass(eq=False, kw_only=True)
class Choice:
    """The provider that the holder chose, from `chosen_at` on; a later choice takes its place."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    chosen_at: datetime


@dataclass(eq=False, kw_only=True)
class Spending:
    """What a provider was paid out of the budget for a day's service; no word says for what."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    amount: Money
    spent_on: date
    recorded_at: datetime


@dataclass(eq=False, kw_only=True)
class Budget:
    """So much for a service, by its CPV code, from `starts_on` to `ends_on`, both included."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    holder_id: UUID
    cpv: str
    amount: Money
    starts_on: date
    ends_on: date
    market_id: UUID | None = None
    market_part: str | None = None
    framework_id: UUID | None = None
    lot_id: UUID | None = None
    providers: list[UUID] = field(default_factory=list)
    opened_at: datetime
    choices: list[Choice] = field(default_factory=list)
    spendings: list[Spending] = field(default_factory=list)
    version: int = 1

    @property
    def approved(self) -> Approved:
        """Who may be chosen."""
        return Approved(
            market_id=self.market_id,
            market_part=self.market_part,
            framework_id=self.framework_id,
            lot_id=self.lot_id,
            providers=self.providers,
        )

    @property
    def chosen(self) -> UUID | None:
        """The provider that the holder has chosen now."""
        return self.choices[-1].organisation_id if self.choices else None

    @property
    def spent(self) -> Money:
        """What was spent by now."""
        return total_of(self.spendings)

    @property
    def left(self) -> Money:
        """What may still be spent."""
        return self.amount - self.spent

    def choose(self, organisation_id: UUID, *, now: datetime) -> None:
        """Take a provider, or change to another. Raises RuleBroken once the budget is over, or for the same again."""
        if day_of(now) > self.ends_on:
            raise RuleBroken(f"The budget ended on {self.ends_on}.")
        if organisation_id == self.chosen:
            raise RuleBroken("The holder has chosen this provider already.")
        self.choices.append(Choice(organisation_id=organisation_id, chosen_at=now))
        self.version += 1

    def spend(self, organisation_id: UUID, amount: Money, spent_on: date, *, now: datetime) -> None:
        """Record a payment to a provider that the holder chose, now or before.

        Raises RuleBroken for who was not chosen and for more than is left, Unacceptable for nothing and for other days.
        """
        if amount == ZERO:
            raise Unacceptable("/amount", "Nothing was spent.")
        if spent_on not in DatePeriod(self.starts_on, self.ends_on) or spent_on > day_of(now):
            raise Unacceptable("/spent_on", f"The budget runs from {self.starts_on} to {self.ends_on}; no day to come.")
        if organisation_id not in {choice.organisation_id for choice in self.choices}:
            raise RuleBroken("The holder has not chosen this provider.")
        if amount > self.left:
            raise RuleBroken(f"Only £{self.left} of the budget is left, and not £{amount}.")
        self.spendings.append(
            Spending(organisation_id=organisation_id, amount=amount, spent_on=spent_on, recorded_at=now)
        )
        self.version += 1


@dataclass(frozen=True)
class Statement:
    """All budgets of one holder, and what they come to."""

    holder_id: UUID
    budgets: Sequence[Budget]

    @property
    def amount(self) -> Money:
        """What they are worth together."""
        return sum((budget.amount for budget in self.budgets), ZERO)

    @property
    def spent(self) -> Money:
        """What was spent of all of them."""
        return sum((budget.spent for budget in self.budgets), ZERO)

    @property
    def left(self) -> Money:
        """What may still be spent."""
        return self.amount - self.spent


@dataclass(eq=False, kw_only=True)
class Totals:
    """What an authority's budgets for a service came to by the end of a quarter, as told to everybody, once."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    cpv: str
    until: date
    holders: int
    amount: Money
    spent: Money
    told_at: datetime


def total_of(spendings: Sequence[Spending]) -> Money:
    """What they come to."""
    return sum((each.amount for each in spendings), ZERO)

"""Money by whether it pays for services to people. Pure: no database, no clock, no wire. Amounts are pence."""

from dataclasses import dataclass
from fractions import Fraction

from kernel.periods import DatePeriod
from rulebook.rules import Rule
from transparency.flows.domain import part_of


@dataclass(frozen=True, slots=True)
class PeopleSpending:
    """What was paid for people, for other things, and outside any contract, so that nobody knows for what."""

    days: DatePeriod
    rule: Rule
    for_people: int
    for_others: int
    unknown: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.for_people + self.for_others + self.unknown

    @property
    def share(self) -> Fraction | None:
        """Of the total; None where nothing was paid. What is unknown is in no part, so it is a lower bound."""
        return part_of(Fraction(self.for_people), Fraction(self.total))

    @property
    def unknown_share(self) -> Fraction | None:
        """Of the total."""
        return part_of(Fraction(self.unknown), Fraction(self.total))

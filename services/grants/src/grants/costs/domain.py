"""The costs that an application is for. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.names import name_key
from kernel.periods import DatePeriod


@dataclass(eq=False, kw_only=True)
class CostLine:
    """One cost over some days, and how much of it is asked for. `reference` is the applicant's own for that cost.

    `key` is what makes it the same cost as another's: its reference, however it is spelt.
    """

    number: int = 0
    reference: str
    title: str
    cost: Money
    asked: Money
    starts_on: date
    ends_on: date
    key: str = ""

    @property
    def period(self) -> DatePeriod:
        """The days for which it arises, both included."""
        return DatePeriod(self.starts_on, self.ends_on)

    def is_same(self, other: "CostLine") -> bool:
        """Whether two lines of one recipient are of the same cost on a common day."""
        return self.key == other.key and self.period.overlaps(other.period)


@dataclass(eq=False, kw_only=True)
class Costing:
    """All cost lines of an application. `awarded` is what a grant gives, and in the end what it came to."""

    application_id: UUID
    funder_id: UUID
    recipient_id: UUID
    requested: Money
    lines: list[CostLine] = field(default_factory=list)
    awarded: Money | None = None
    version: int = 0

    def state(self, lines: Sequence[CostLine]) -> None:
        """Say anew what the costs are. Raises Unacceptable for lines that cannot be meant, at their place."""
        for place, line in enumerate(lines):
            line.number, line.key = place + 1, name_key(line.reference)
            if line.ends_on < line.starts_on:
                raise Unacceptable(f"/lines/{place}/ends_on", "A cost cannot end before it begins.")
            if line.asked > line.cost:
                raise Unacceptable(f"/lines/{place}/asked", f"The whole cost is £{line.cost}.")
            if any(line.is_same(earlier) for earlier in lines[:place]):
                raise Unacceptable(f"/lines/{place}/reference", "The same cost is stated twice for the same days.")
        if sum(line.asked.pence for line in lines) > self.requested.pence:
            raise Unacceptable("/lines", f"The application asks for £{self.requested} in all.")
        self.lines.extend(lines)
        self.version += 1

    def share(self, line: CostLine, amount: Money) -> Fraction:
        """What a line has of a grant of that amount, in exact pence: the same part of it as of what was requested."""
        return Fraction(line.asked.pence * amount.pence, self.requested.pence)


@dataclass(frozen=True, slots=True)
class Funded:
    """A line that a grant pays, with how much in exact pence."""

    application_id: UUID
    funder_id: UUID
    line: CostLine
    amount: Fraction

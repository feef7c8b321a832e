"""What the Code asks for: from what amount on, and of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kernel.errors import NotFound
from kernel.money import Money
from kernel.periods import DatePeriod
from rulebook.rules import NotInForce, Rule, rule
from transparency.exports.domain import Dataset, Publisher, Span

CODE = "transparency_code"
ABOVE: Mapping[Dataset, str] = {
    Dataset.CONTRACTS_REGISTER: "contracts_over",
    Dataset.INVITATIONS: "tenders_over",
    Dataset.SPEND: "spend_over",
}


def code_on(day: date) -> Rule:
    """The Code as it was on a day. Raises NotFound for a day before it."""
    try:
        return rule(CODE, on=day)
    except NotInForce as error:
        raise NotFound("The Local Government Transparency Code 2015 asked for nothing yet.") from error


def least(dataset: Dataset, day: date) -> Money:
    """What an amount must be above to stand in the table; grants have no floor. Raises NotFound as `code_on`."""
    code = code_on(day)
    return code.money(ABOVE[dataset]) if dataset in ABOVE else Money(0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose table, and of which days; None asks for everybody's and for all days."""

    dataset: Dataset
    publisher: Publisher | None
    span: Span | None
    today: date

    @property
    def days(self) -> DatePeriod | None:
        """From first to last."""
        return None if self.span is None else self.span.days

    @property
    def code(self) -> Rule:
        """The Code as it was on the last of the days. Raises NotFound for days before it."""
        return code_on(self.days.last if self.days and self.days.last else self.today)

    @property
    def above(self) -> Money:
        """What an amount must be above."""
        return self.code.money(ABOVE[self.dataset]) if self.dataset in ABOVE else Money(0)

"""What the Code asks for: from what amount on, and of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kernel.errors import NotFound
from kernel.money import Money
from kernel.periods import DatePeriod
from rulebook.rules import NotInForce, Rule, rule
from transparency.exports.domain import CodeTable, Publisher, Span

CODE = "transparency_code"
ABOVE: Mapping[CodeTable, str] = {
    CodeTable.CONTRACTS_REGISTER: "contracts_over",
    CodeTable.INVITATIONS: "tenders_over",
    CodeTable.SPEND: "spend_over",
}


def code_on(day: date) -> Rule:
    """The Code as it was on a day. Raises NotFound for a day before it."""
    try:
        return rule(CODE, on=day)
    except NotInForce as error:
        raise NotFound("The Local Government Transparency Code 2015 asked for nothing yet.") from error


def least(table: CodeTable, day: date) -> Money:
    """What an amount must be above to stand in the table; grants have no floor. Raises NotFound as `code_on`."""
    code = code_on(day)
    return code.money(ABOVE[table]) if table in ABOVE else Money(0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose table, and of which days; None asks for everybody's and for all days."""

    table: CodeTable
    publisher: Publisher | None
    span: Span | None
    today: date

    @property
    def days(self) -> DatePeriod | None:
        """From first to last."""
        return None if self.span is None else self.span.days

    @property
    def last(self) -> date:
        """The day whose law counts: the last of the days, or today."""
        return (self.days and self.days.last) or self.today

    @property
    def code(self) -> Rule:
        """The Code as it was on the last of the days. Raises NotFound for days before it."""
        return code_on(self.last)

    @property
    def above(self) -> Money:
        """What an amount must be above."""
        return least(self.table, self.last)

"""How costs look on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Strict, example
from grants.costs.domain import Costing, CostLine, Funded
from grants.costs.rules import overfunding
from kernel.money import Money


class CostLineIn(Strict):
    """One cost and how much of it is asked for. Keep to one `reference` for one cost, whoever you ask."""

    reference: Name
    title: Name
    cost: MoneyIn
    asked: MoneyIn
    starts_on: DayIn
    ends_on: DayIn

    def said(self) -> CostLine:
        """In the words of the domain."""
        return CostLine(**{**dict(self), "cost": self.cost.parsed(), "asked": self.asked.parsed()})


class CostsIn(
    Strict,
    json_schema_extra=example(
        lines=[
            {
                "reference": "Post 7",
                "title": "A tenancy support worker",
                "cost": {"amount": "34000.00", "currency": "GBP"},
                "asked": {"amount": "20000.00", "currency": "GBP"},
                "starts_on": "2027-04-01",
                "ends_on": "2028-03-31",
            }
        ]
    ),
):
    """All costs that the application is for."""

    lines: Annotated[list[CostLineIn], Field(max_length=200)]


class FundedOut(Out):
    """What another grant pays for the same cost."""

    application_id: UUID
    funder_id: UUID
    cost: MoneyOut
    amount: MoneyOut


class CostLineOut(Out):
    """One cost, what pays for it already, and by how much it is paid too much with all that is asked for."""

    number: int
    reference: str
    title: str
    cost: MoneyOut
    asked: MoneyOut
    starts_on: date
    ends_on: date
    funded_elsewhere: list[FundedOut]
    overfunded: MoneyOut


class CostsOut(Out):
    """All costs of an application; `awarded` is what its grant gives or came to."""

    application_id: UUID
    lines: list[CostLineOut]
    awarded: MoneyOut | None
    version: int

    @classmethod
    def of(cls, costing: Costing, elsewhere: Sequence[Funded]) -> Self:
        """The costs on the wire; what others pay in whole pennies."""
        return cls(
            application_id=costing.application_id,
            lines=[_line(costing, line, elsewhere) for line in costing.lines],
            awarded=costing.awarded,
            version=costing.version,
        )


def _line(costing: Costing, line: CostLine, elsewhere: Sequence[Funded]) -> CostLineOut:
    same = [each for each in elsewhere if line.is_same(each.line)]
    return CostLineOut(
        **{name: getattr(line, name) for name in ("number", "reference", "title", "starts_on", "ends_on")},
        cost=line.cost,
        asked=line.asked,
        funded_elsewhere=[
            FundedOut(
                application_id=each.application_id,
                funder_id=each.funder_id,
                cost=each.line.cost,
                amount=Money(int(each.amount)),
            )
            for each in same
        ],
        overfunded=overfunding(line, costing.share(line, costing.requested), same),
    )

"""How outcomes look on the wire."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any, Self
from uuid import UUID

from chassis.wire import Count, DayIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Strict, example
from tendering.outcomes.domain import Return
from tendering.outcomes.rules import unit_costs


class ReturnIn(
    Strict,
    json_schema_extra=example(
        first="2027-04-01",
        last="2028-03-31",
        places=40,
        occupied_nights=13286,
        outcomes=52,
        outcome="tenancy sustained",
    ),
):
    """What a contract gave in a period. Costs are those of the annual award unless `annual_cost` is stated."""

    first: DayIn
    last: DayIn
    places: Count
    occupied_nights: Count
    outcomes: Count
    outcome: Name
    annual_cost: MoneyIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        cost = None if self.annual_cost is None else self.annual_cost.parsed()
        return {"said": {name: each for name, each in self if name != "annual_cost"}, "annual_cost": cost}


class ReturnOut(Out):
    """What a contract gave, and what each of it cost; null where there was none of it."""

    id: UUID
    contract_id: UUID
    first: date
    last: date
    places: int
    occupied_nights: int
    outcomes: int
    outcome: str
    annual_cost: MoneyOut | None
    reported_at: datetime
    available_nights: int
    occupancy_pct: DecimalOut | None
    per_place_year: MoneyOut | None
    per_occupied_night: MoneyOut | None
    per_outcome: MoneyOut | None

    @classmethod
    def of(cls, told: Return, award_a_year: Fraction | None) -> Self:
        """With its unit costs."""
        costs = vars(unit_costs(told, award_a_year))
        return cls(**{name: getattr(told, name) for name in cls.model_fields.keys() - costs.keys()}, **costs)

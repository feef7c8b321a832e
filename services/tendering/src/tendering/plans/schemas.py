"""How a plan looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.wire import CpvIn, DayIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from tendering.obligations.domain import Category, Regime
from tendering.plans.domain import Intention, Stage


class PlanIn(
    Strict,
    json_schema_extra=example(
        stage="planned",
        title="Homelessness prevention",
        description="Help for people who may lose their home.",
        category="services",
        regime="light_touch",
        cpv=["85311000-2"],
        value={"amount": "1800000.00", "currency": "GBP"},
        tender_on="2027-01-15",
        starts_on="2027-04-01",
        ends_on="2030-03-31",
    ),
):
    """What is to be bought: published as a pipeline notice (UK1) or a planned procurement notice (UK3).

    `value` is the estimate without VAT; `tender_on` is the expected day of the tender notice.
    """

    stage: Literal["pipeline", "planned"]
    title: Name
    description: Prose
    category: Annotated[Category, Field(strict=False)]
    regime: Annotated[Regime, Field(strict=False)] = Regime.FULL
    cpv: Annotated[list[CpvIn], Field(max_length=50, default_factory=list)]
    value: MoneyIn
    tender_on: DayIn | None = None
    starts_on: DayIn | None = None
    ends_on: DayIn | None = None

    def intention(self) -> Intention:
        """In the words of the domain. Raises Unacceptable."""
        told = {name: value for name, value in dict(self).items() if name != "stage"}
        return Intention(**told | {"value": self.value.parsed(), "cpv": list(dict.fromkeys(self.cpv))})


class PlanOut(Out):
    """A plan as it stands. The notice that follows from it names it as `plan_id`."""

    id: UUID
    buyer_id: UUID
    stage: Stage
    title: str
    description: str
    category: Category
    regime: Regime
    cpv: list[str]
    value: MoneyOut
    tender_on: date | None
    starts_on: date | None
    ends_on: date | None
    listed_at: datetime | None
    planned_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    version: int


class WithdrawalIn(Strict, json_schema_extra=example(reason="The council will deliver it itself.")):
    """Why it will not be bought."""

    reason: Prose

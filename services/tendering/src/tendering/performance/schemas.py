"""How performance looks on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, IdIn, Name, Out, Prose, Strict, example, places
from tendering.performance.domain import Band, Direction
from tendering.track_records.domain import Rating

#: A figure of a measure: of people, days, percent. Never below nought.
Figure = Annotated[DecimalIn, Field(ge=0, le=10**12), places(6)]


class BandIn(Strict):
    """From which attainment, in percent, a rating of the statutory scale is earned."""

    from_pct: Annotated[DecimalIn, Field(ge=0, le=1000), places(4)]
    rating: Annotated[Rating, Field(strict=False)]

    def parsed(self) -> Band:
        """In the words of the domain."""
        return Band(self.from_pct, self.rating)


class IndicatorIn(Strict):
    """One measure; `reference` is its name in the contract."""

    reference: Name
    title: Name
    unit: Name
    direction: Annotated[Direction, Field(strict=False)]
    target: Figure


class IndicatorsIn(
    Strict,
    json_schema_extra=example(
        indicators=[
            {
                "reference": "kpi-1",
                "title": "People accommodated within 7 days",
                "unit": "percent",
                "direction": "higher_is_better",
                "target": 90,
            }
        ]
    ),
):
    """What the contract is measured by from now on, and from which attainment each rating is earned."""

    indicators: Annotated[list[IndicatorIn], Field(min_length=1, max_length=100)]
    bands: Annotated[list[BandIn], Field(min_length=1, max_length=10)] | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes them."""
        bands = None if self.bands is None else [band.parsed() for band in self.bands]
        return {"said": [dict(each) for each in self.indicators], "bands": bands}


class ResultIn(Strict):
    """What an indicator came to in the period."""

    indicator_id: IdIn
    actual: Figure


class AssessmentIn(
    Strict,
    json_schema_extra=example(
        first="2027-04-01",
        last="2028-03-31",
        results=[{"indicator_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", "actual": 63}],
    ),
):
    """A period and what every indicator came to in it."""

    first: DayIn
    last: DayIn
    results: Annotated[list[ResultIn], Field(min_length=1, max_length=500)]

    def actuals(self) -> dict[UUID, Decimal]:
        """The figures by their indicator; of one given twice the later."""
        return {each.indicator_id: each.actual for each in self.results}


class PlanIn(
    Strict, json_schema_extra=example(actions="Two more workers meet people on their first day.", due_on="2028-09-30")
):
    """What the supplier will do, and by when."""

    actions: Prose
    due_on: DayIn


class BandOut(Out):
    """From which attainment a rating is earned."""

    from_pct: DecimalOut
    rating: Rating


class IndicatorOut(Out):
    """One measure as agreed."""

    id: UUID
    reference: str
    title: str
    unit: str
    direction: Direction
    target: DecimalOut
    bands: list[BandOut]
    agreed_at: datetime


class FindingOut(Out):
    """What one indicator came to; `attainment_pct` is null where it would divide by nought."""

    indicator_id: UUID
    actual: DecimalOut
    attainment_pct: DecimalOut | None
    rating: Rating


class AssessmentOut(Out):
    """How the contract stood in a period, and what the supplier will do about it."""

    id: UUID
    contract_id: UUID
    first: date
    last: date
    assessed_at: datetime
    is_statutory: bool
    needs_improvement: bool
    findings: list[FindingOut]
    plan: str | None
    plan_due_on: date | None
    planned_at: datetime | None
    version: int


class StandingOut(Out):
    """A contract's indicators and assessments, oldest first, and whether the law asks for more."""

    contract_id: UUID
    indicators: list[IndicatorOut]
    assessments: list[AssessmentOut]
    count: int
    minimum_required: int
    required_of_contract: int
    minimum_met: bool
    is_statutory: bool
    next_due_on: date | None

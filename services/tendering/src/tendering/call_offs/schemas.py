"""How seats and what is called off look on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, InstantIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from tendering.awards.schemas import AwardOut
from tendering.call_offs.domain import Wanted
from tendering.criteria.schemas import CriterionIn

TERM = {"starts_on": "2027-04-01", "ends_on": "2028-03-31"}


class SeatsIn(Strict, json_schema_extra=example(reason="By the published criteria.")):
    """Why these suppliers; to each is added its rank and its points. A standstill may be announced, as with awards."""

    reason: Prose
    standstill_working_days: Annotated[int, Field(ge=1, le=60)] | None = None


class AwardsOut(Out):
    """Every award that was made, best first within each lot."""

    awards: list[AwardOut]


class MiniCompetitionIn(
    Strict,
    json_schema_extra=example(
        lot_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
        title="Outreach in the north",
        description="Two teams, every night.",
        value={"amount": "60000.00", "currency": "GBP"},
        closes_at="2027-01-15T12:00:00Z",
        **TERM,
    ),
):
    """What is to be called off under one lot of the framework; everything else is the framework's.

    `criteria` refine its criteria: they bear the same names, and may weigh otherwise. `value` is an estimate.
    """

    lot_id: IdIn
    title: Name
    description: Prose
    value: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    closes_at: InstantIn
    criteria: Annotated[list[CriterionIn], Field(min_length=1, max_length=50)] | None = None

    def wanted(self) -> Wanted:
        """In the words of the domain."""
        criteria = None if self.criteria is None else [each.criterion() for each in self.criteria]
        return Wanted(**dict(self) | {"value": self.value.parsed(), "criteria": criteria})


class SeatOut(Out):
    """A supplier of one lot, as long as its framework contract runs; `rank` 1 is the best."""

    supplier_id: UUID
    award_id: UUID
    rank: int
    price: MoneyOut
    starts_on: date
    ends_on: date


class SeatedLotOut(Out):
    """A lot of the framework: its estimate, what is called off by now, and its suppliers by rank."""

    lot_id: UUID
    title: str
    estimate: MoneyOut
    used: MoneyOut
    seats: list[SeatOut]


class SeatedOut(Out):
    """Who is on a framework, and what of it is used."""

    lots: list[SeatedLotOut]

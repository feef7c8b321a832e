"""How a case and its duties look on the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import DayIn, MoneyIn, MoneyOut, Out, Strict, example
from kernel.periods import DatePeriod
from rulebook.profiles import Profile
from tendering.obligations.domain import (
    AuthorityType,
    Case,
    Category,
    Force,
    Jurisdiction,
    Layer,
    Obligation,
    Procedure,
    Regime,
    State,
    Step,
)
from tendering.obligations.rules import obligations_of
from tendering.obligations.rules.reach import is_short_enough_for_a_mutual, months_of, reach
from tendering.obligations.rules.timetable import Timetable, timetable


class TermIn(Strict):
    """From the first day to the last, both included."""

    starts_on: DayIn
    ends_on: DayIn

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("A term cannot end before it starts")
        return self


class CaseIn(
    Strict,
    json_schema_extra=example(
        regime="light_touch",
        procedure="competitive_flexible",
        value={"amount": "4200000.00", "currency": "GBP"},
        term={"starts_on": "2027-04-01", "ends_on": "2032-03-31"},
        announced_standstill=8,
        steps={"tender_notice": "2026-08-17", "tender_deadline": "2026-09-28", "award_notice": "2026-11-25"},
    ),
):
    """A procurement, planned or under way; `value` is the estimate, VAT included.

    `commenced_on` is the day whose law binds; left out, that is the day of the tender notice, or today.
    """

    authority_type: Annotated[AuthorityType, Field(strict=False)] = AuthorityType.SUB_CENTRAL
    jurisdiction: Annotated[Jurisdiction, Field(strict=False)] = Jurisdiction.ENGLAND
    category: Annotated[Category, Field(strict=False)] = Category.SERVICES
    regime: Annotated[Regime, Field(strict=False)] = Regime.FULL
    procedure: Annotated[Procedure, Field(strict=False)] = Procedure.OPEN
    value: MoneyIn
    commenced_on: DayIn | None = None
    term: TermIn | None = None
    extension_months: Annotated[int, Field(ge=0, le=600)] = 0
    is_framework: bool = False
    is_exempt_from_standstill: bool = False
    is_concession: bool = False
    transfers_staff: bool = False
    announced_standstill: Annotated[int, Field(ge=1, le=60)] | None = None
    steps: Annotated[dict[Annotated[Step, Field(strict=False)], DayIn], Field(default_factory=dict)]

    def case(self, today: date) -> Case:
        """In the words of the domain."""
        given = dict(self) | {
            "value": self.value.parsed(),
            "commenced_on": self.commenced_on or self.steps.get(Step.TENDER_NOTICE, today),
            "term": self.term and DatePeriod(self.term.starts_on, self.term.ends_on),
        }
        return Case(**given)


class ReachOut(Out):
    """How far the Act reaches. `threshold` is null where no figure is known; `is_notifiable` is of those below it."""

    profile: Profile
    threshold: MoneyOut | None
    is_public_contract: bool | None
    is_notifiable: bool | None
    statutory_kpis_required: bool
    kpi_exempt_because: list[str]
    minimum_kpis: int
    contract_copy_required: bool
    mandatory_standstill: bool
    standstill_working_days: int


class TermOut(Out):
    """How long it runs, and whether a reservation to mutuals may run as long (s.33)."""

    months: int
    short_enough_for_a_mutual: bool


class ObligationOut(Out):
    """A duty, of the statute or of the stricter overlay, and where it stands today."""

    code: str
    name: str
    layer: Layer
    force: Force
    because: str
    rule: str
    source: str
    clock: str
    due: date | None
    met_on: date | None
    state: State
    notice_id: UUID | None = None

    @classmethod
    def on(cls, obligation: Obligation, today: date, notice_id: UUID | None = None) -> Self:
        """The duty as it stands on that day."""
        return cls(**vars(obligation), state=obligation.state(today), notice_id=notice_id)


class CompiledOut(Out):
    """What a case owes: how far the law reaches, its days, and every duty."""

    reach: ReachOut
    term: TermOut | None
    timetable: Timetable
    duties: list[ObligationOut]


def compiled(case: Case, today: date) -> CompiledOut:
    """Everything that follows from a case, as it stands on that day."""
    return CompiledOut(
        reach=ReachOut.model_validate(reach(case)),
        term=None if case.term is None else term_of(case, case.term),
        timetable=timetable(case),
        duties=[ObligationOut.on(each, today) for each in obligations_of(case)],
    )


def term_of(case: Case, term: DatePeriod) -> TermOut:
    """The length of a term, every extension counted for the mutuals' five years."""
    short = is_short_enough_for_a_mutual(term, case.extension_months, on=case.commenced_on)
    return TermOut(months=months_of(term), short_enough_for_a_mutual=short)

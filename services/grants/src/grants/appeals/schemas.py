"""How appeals look on the wire."""

from datetime import date, datetime
from uuid import UUID

from chassis.wire import Out, Prose, Strict, example


class AppealIn(
    Strict, json_schema_extra=example(grounds="The letter of the landlord was attached; the reasons say it was not.")
):
    """What is wrong with the decision."""

    grounds: Prose


class AppealDecisionIn(
    Strict, json_schema_extra=example(upheld=True, reasons="The letter was on file. The application is looked at anew.")
):
    """Whether the applicant is right, and why."""

    upheld: bool
    reasons: Prose


class AppealOut(Out):
    """An appeal and what became of it; `is_timely` whether it came within the days that the rulebook gives."""

    id: UUID
    application_id: UUID
    funder_id: UUID
    applicant_id: UUID
    declined_because: str
    declined_at: datetime
    grounds: str
    lodged_at: datetime
    is_timely: bool
    answer_due_on: date
    upheld: bool | None
    reasons: str | None
    decided_at: datetime | None
    version: int

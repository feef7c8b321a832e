"""How an appeal looks on the wire."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example


class AppealIn(
    Strict, json_schema_extra=example(grounds="Two of our board members use the service; minutes attached.")
):
    """Why the verdict is wrong."""

    grounds: Prose


class DecisionIn(Strict, json_schema_extra=example(upheld=True, reasons="The minutes of May show six users of eight.")):
    """Whether the organisation is right, and why."""

    upheld: bool
    reasons: Prose


class AppealOut(Out):
    """An appeal, and what became of it."""

    id: UUID
    organisation_id: UUID = Field(validation_alias="organisation")
    label: str
    outcome: str
    value: str | None
    grounds: str
    lodged_at: datetime
    upheld: bool | None
    reasons: str | None
    decided_at: datetime | None

"""How a suspension looks on the wire."""

from datetime import date, datetime
from uuid import UUID

from chassis.wire import DayIn, Out, Prose, Strict, example
from registry.suspensions.domain import Status


class SuspensionIn(
    Strict,
    json_schema_extra=example(
        reasons="Its accounts for two years are missing, and it has not answered three letters.", ends_on="2027-02-28"
    ),
):
    """Why an organisation is to be suspended, and the last day of that."""

    reasons: Prose
    ends_on: DayIn


class SuspensionReplyIn(Strict, json_schema_extra=example(reply="Both accounts were filed yesterday.")):
    """What the organisation says to that."""

    reply: Prose


class SuspensionDecisionIn(
    Strict, json_schema_extra=example(imposes=True, because="The accounts that were filed are of another body.")
):
    """Whether it is suspended, and why."""

    imposes: bool
    because: Prose


class LiftingIn(Strict, json_schema_extra=example(because="All accounts have been filed.")):
    """Why the suspension ends before its last day."""

    because: Prose


class SuspensionOut(Out):
    """A suspension: what is held against the organisation, its reply, and what was decided."""

    id: UUID
    organisation_id: UUID
    status: Status
    reasons: str
    announced_at: datetime
    reply_by: date
    reply: str | None
    because: str | None
    decided_at: datetime | None
    decision: UUID | None
    ends_on: date
    ended_at: datetime | None
    ended_because: str | None
    version: int

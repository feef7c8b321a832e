"""How the reviews of grants look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, Out, Prose, Strict, example
from grants.reviews.domain import Recommendation


class ReviewIn(
    Strict,
    json_schema_extra=example(
        finding="Forty of fifty tenancies were sustained; costs are as planned.",
        recommendation="continue",
        next_on="2027-10-15",
    ),
):
    """What was found and what shall become of the grant; `next_on` where the next is wanted before its year is over."""

    finding: Prose
    recommendation: Annotated[Recommendation, Field(strict=False)]
    next_on: DayIn | None = None


class ReviewOut(Out):
    """A review, and the last day for the next."""

    grant_id: UUID
    number: int
    finding: str
    recommendation: Recommendation
    reviewed_by: str
    reviewed_at: datetime
    due_on: date


class WaitingOut(Out):
    """A running grant that is to be reviewed by `due_on`; `reviewed_at` is null if it never was."""

    grant_id: UUID
    recipient_id: UUID
    title: str
    ends_on: date
    due_on: date
    reviewed_at: datetime | None

"""How a claim looks on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Strict, example
from tendering.claims.domain import Ending


class ClaimIn(Strict, json_schema_extra=example(reference="HT-2027-000012", started_on="2027-01-20")):
    """Proceedings that have started, by the court's number. The authority names the claimant; a claimant is itself."""

    reference: Name
    started_on: DayIn
    claimant_id: IdIn | None = None


class ClaimEndIn(Strict, json_schema_extra=example(ending="lifted", reference="HT-2027-000012, order of 3 February")):
    """`lifted` by the court's order, recorded by the authority, or `withdrawn` by the claimant; with its reference."""

    ending: Annotated[Ending, Field(strict=False)]
    reference: Name


class ClaimOut(Out):
    """Proceedings over an award, and whether they hold the signature now."""

    id: UUID
    award_id: UUID
    notice_id: UUID
    claimant_id: UUID
    reference: str
    started_on: date
    notified_at: datetime
    is_within_standstill: bool
    suspends: bool
    ended: Ending | None
    ended_at: datetime | None
    ended_reference: str | None
    version: int

"""How disputes look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from tendering.disputes.domain import Dispute
from tendering.track_records.domain import DisputeOutcome


class DisputeIn(Strict, json_schema_extra=example(reason="The 63 leave out whom the hospital sent on a Sunday.")):
    """What the supplier holds against the assessment; everybody reads it."""

    reason: Prose


class DecisionIn(
    Strict, json_schema_extra=example(outcome="set_aside", reason="The hospital's own list shows 71 arrivals, not 63.")
):
    """Whether the assessment `stands` or is `set_aside`, and why; everybody reads it."""

    outcome: Annotated[DisputeOutcome, Field(strict=False)]
    reason: Prose


class DisputeOut(Out):
    """A dispute, and what became of it. While `is_suspended` the assessment does not count in any track record."""

    id: UUID
    assessment_id: UUID
    contract_id: UUID
    reason: str
    disputed_at: datetime
    until: date
    is_suspended: bool
    outcome: DisputeOutcome | None
    decision: str | None
    decided_at: datetime | None
    version: int

    @classmethod
    def of(cls, dispute: Dispute, *, now: datetime) -> "DisputeOut":
        shown = {name: getattr(dispute, name) for name in cls.model_fields.keys() - {"is_suspended"}}
        return cls(**shown, is_suspended=dispute.suspension.holds(now))

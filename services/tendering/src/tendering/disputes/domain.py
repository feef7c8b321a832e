"""A dispute over an assessment. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken
from kernel.identifiers import new_id
from tendering.performance.domain import Assessment
from tendering.track_records.domain import DisputeOutcome, Suspension


@dataclass(eq=False, kw_only=True)
class Dispute:
    """What a supplier holds against an assessment, and what became of that. `until` is its last day of suspension, and
    the day by which it is to be decided. `decided_by` is the subject of a token, and is told to nobody.
    """

    id: UUID = field(default_factory=new_id)
    assessment_id: UUID
    contract_id: UUID
    reason: str
    disputed_at: datetime
    until: date
    outcome: DisputeOutcome | None = None
    decision: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @property
    def suspension(self) -> Suspension:
        """For how long the assessment is not to count."""
        return Suspension(since=self.disputed_at, until=self.until, decided_at=self.decided_at, outcome=self.outcome)

    def decide(self, assessment: Assessment, outcome: DisputeOutcome, decision: str, *, by: str, now: datetime) -> None:
        """Decide, once; after the last day too. Raises Forbidden for whoever made the assessment."""
        if self.outcome is not None:
            raise RuleBroken("This dispute is decided.")
        if by == assessment.assessed_by:
            raise Forbidden("You made this assessment; somebody else decides what is held against it.")
        self.outcome, self.decision, self.decided_by, self.decided_at = outcome, decision, by, now
        self.version += 1

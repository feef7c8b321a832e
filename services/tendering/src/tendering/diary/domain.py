"""A duty with its last day, as the calendar keeps it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.identifiers import new_id
from tendering.obligations.domain import Layer, State


@dataclass(eq=False, kw_only=True)
class Duty:
    """What a buyer owes by `due`, that day included. Where it merely waits (a standstill), time itself meets it."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    award_id: UUID | None
    buyer_id: UUID
    code: str
    name: str
    layer: Layer
    source: str
    due: date
    met_on: date | None
    waits: bool
    overdue_told_at: datetime | None = None

    def state(self, today: date) -> State:
        """Where it stands on that day."""
        if self.met_on is not None:
            return State.MET if self.met_on <= self.due else State.MET_LATE
        if today <= self.due:
            return State.DUE
        return State.MET if self.waits else State.OVERDUE

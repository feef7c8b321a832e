"""How a line of the calendar looks on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import Out
from tendering.calendar.domain import Duty, Subject
from tendering.obligations.domain import Layer, State


class DutyOut(Out):
    """One line of the calendar: of which `subject` it is owed, by its ids; `about` says in words of which one."""

    id: UUID
    subject: Subject
    notice_id: UUID | None
    phase: int | None
    award_id: UUID | None
    contract_id: UUID | None
    market_id: UUID | None
    inquiry_id: UUID | None
    about: str | None
    code: str
    name: str
    layer: Layer
    source: str
    due: date
    met_on: date | None
    state: State

    @classmethod
    def of(cls, duty: Duty, today: date) -> Self:
        """As it stands on that day."""
        shown = {name: getattr(duty, name) for name in cls.model_fields.keys() - {"state"}}
        return cls(**shown, state=duty.state(today))

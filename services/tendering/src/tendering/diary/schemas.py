"""How the diary looks on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import Out
from tendering.diary.domain import Duty, Owed, Subject
from tendering.diary.rules.duties import waited_out
from tendering.obligations.domain import Layer, State
from tendering.obligations.schemas import ObligationOut


class OwedOut(ObligationOut):
    """A duty of a procurement; the `phase` or `award_id` where it is owed for one, and `about` which that is."""

    phase: int | None = None
    award_id: UUID | None = None
    about: str | None = None

    @classmethod
    def of(cls, owed: Owed, today: date, notice_id: UUID) -> Self:
        """As it stands on that day."""
        of_what = {"phase": owed.phase, "award_id": owed.award_id, "about": owed.about}
        return cls.on(waited_out(owed.obligation, today), today, notice_id).model_copy(update=of_what)


class DiaryOut(Out):
    """Everything that a procurement owes, owed or may do, as it stands today."""

    notice_id: UUID
    duties: list[OwedOut]


class MarketDiaryOut(Out):
    """The notices of a dynamic market, as they stand today."""

    market_id: UUID
    duties: list[ObligationOut]


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

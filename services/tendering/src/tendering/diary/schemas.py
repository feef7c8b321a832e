"""How what a procurement or a market owes looks on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import Out
from tendering.diary.domain import Owed
from tendering.diary.rules.duties import waited_out
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

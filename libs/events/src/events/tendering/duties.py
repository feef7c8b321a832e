"""What authorities owe, and by when."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party


class DutyOverdue(Event):
    """The last day of a duty is over and it is not met; told once. The entity is the line of the calendar."""

    type: ClassVar[str] = "tendering.duty.overdue.v1"

    notice_id: UUID
    award_id: UUID | None
    buyer: Party
    code: str
    name: str
    layer: str  # statute or overlay
    due: date
    about: str | None = None  # which phase, or which lots and whose award, where it is owed for one


class ReportOverdue(Event):
    """The last day to tell a Minister of an exclusion is over (s.59); told once, to the authority alone.

    The entity is the line of its calendar: who was excluded is nobody else's.
    """

    type: ClassVar[str] = "tendering.report.overdue.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    inquiry_id: UUID
    buyer: Party
    due: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id})


class DutyWritten(Part):
    """A line of the calendar. What merely waits, such as a standstill, is over when its last day is."""

    award_id: UUID | None = None
    code: str  # the notice, such as UK7, or a word for what is no notice
    name: str
    layer: str  # statute or overlay
    source: str
    due: date
    met_on: date | None = None
    waits: bool = False
    about: str | None = None  # which phase, or which lots and whose award, where it is owed for one


class DutiesWritten(Event):
    """All that a procurement owes by a day, as it now stands; the last one counts. The entity is this edition."""

    type: ClassVar[str] = "tendering.duties.written.v1"

    notice_id: UUID
    title: str
    buyer: Party
    duties: list[DutyWritten]


class AuthorityDutiesWritten(Event):
    """All that an authority owes beside its procurements, such as the notice of a half-year; the last one counts.

    The entity is this edition.
    """

    type: ClassVar[str] = "tendering.authority_duties.written.v1"

    buyer: Party
    duties: list[DutyWritten]


class AuthorityDutyOverdue(Event):
    """The last day of a duty of the authority itself is over and it is not met; told once.

    The entity is the line of the calendar.
    """

    type: ClassVar[str] = "tendering.authority_duty.overdue.v1"

    buyer: Party
    code: str
    name: str
    layer: str  # statute or overlay
    due: date
    about: str | None = None  # which half-year

"""A duty with its last day, as the calendar keeps it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.identifiers import new_id
from tendering.obligations.domain import Layer, State


class Subject(StrEnum):
    """Of what something is owed."""

    NOTICE = "notice"
    PHASE = "phase"
    AWARD = "award"
    CONTRACT = "contract"
    MARKET = "market"
    EXCLUSION = "exclusion"
    AUTHORITY = "authority"


@dataclass(eq=False, kw_only=True)
class Duty:
    """What a buyer owes by `due`, that day included. Where it merely waits (a standstill), time itself meets it.

    `about` tells rows of one kind apart: the title of a phase or a market, the lots and the supplier of an award,
    a ground, a half-year.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID | None = None
    phase: int | None = None
    award_id: UUID | None = None
    contract_id: UUID | None = None
    market_id: UUID | None = None
    inquiry_id: UUID | None = None
    buyer_id: UUID
    about: str | None = None
    code: str
    name: str
    layer: Layer
    source: str
    due: date
    met_on: date | None
    waits: bool
    overdue_told_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        """Of what it is owed: the narrowest thing that is named, the authority itself where none is."""
        named = {
            Subject.EXCLUSION: self.inquiry_id,
            Subject.MARKET: self.market_id,
            Subject.CONTRACT: self.contract_id,
            Subject.AWARD: self.award_id,
            Subject.PHASE: self.phase,
        }
        widest = Subject.AUTHORITY if self.notice_id is None else Subject.NOTICE
        return next((subject for subject, name in named.items() if name is not None), widest)

    def state(self, today: date) -> State:
        """Where it stands on that day."""
        if self.met_on is not None:
            return State.MET if self.met_on <= self.due else State.MET_LATE
        if today <= self.due:
            return State.DUE
        return State.MET if self.waits else State.OVERDUE

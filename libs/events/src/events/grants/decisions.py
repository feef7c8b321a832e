"""What becomes of an application before, or instead of, an award."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party


class ApplicationDecided(Event):
    """An application was declined, is in reserve, or is open again. The entity is the application."""

    type: ClassVar[str] = "grants.application.decided.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    scheme_id: UUID
    funder_id: UUID
    applicant: Party
    title: str
    requested: str  # pounds, two decimals
    status: str  # declined, reserve; received after an appeal was upheld
    reason: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant.id})


class DeclineAppealed(Event):
    """An applicant appeals against a decline. The entity is the application."""

    type: ClassVar[str] = "grants.appeal.lodged.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    appeal_id: UUID
    funder_id: UUID
    applicant_id: UUID
    declined_because: str
    grounds: str
    is_timely: bool
    answer_due_on: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant_id})


class AppealAnswered(Event):
    """Somebody who had no part in the decision answered the appeal. The entity is the application."""

    type: ClassVar[str] = "grants.appeal.decided.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    appeal_id: UUID
    funder_id: UUID
    applicant_id: UUID
    upheld: bool
    reasons: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant_id})


class BurdenStated(Event):
    """What the funder asks of an applicant, and the tier that this is held against. The entity is the application."""

    type: ClassVar[str] = "grants.burden.stated.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    scheme_id: UUID
    funder_id: UUID
    applicant_id: UUID
    tier: int  # from 0, of all that is asked for
    questions: int
    documents: int
    reports_per_year: int
    upfront_share: str
    excess: list[str]  # what goes beyond the caps of the tier, a sentence each
    explanation: str | None = None
    is_approved: bool  # a second person took the explanation

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant_id})


class CheckTold(Part):
    """What a source said of an applicant: pass, refer, fail or unavailable."""

    kind: str
    result: str
    source: str
    finding: str | None = None
    checked_at: datetime
    correction: str | None = None  # the applicant's words


class DiligenceChanged(Event):
    """What was checked of an applicant, all that stands. The entity is the application."""

    type: ClassVar[str] = "grants.due_diligence.changed.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    scheme_id: UUID
    funder_id: UUID
    applicant: Party
    light: str  # green, amber, red
    is_overridden: bool
    checks: list[CheckTold]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant.id})

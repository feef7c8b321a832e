"""What becomes of an application before, or instead of, an award."""

from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Party


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

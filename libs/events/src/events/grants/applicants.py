"""What grants tells of who applies."""

from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class SubgrantTold(Part):
    """What a lead would pass on to a partner: a part of the whole grant."""

    partner: str
    share: str


class ApplicantStated(Event):
    """An applicant said what it is, as it applied. The entity is the application."""

    type: ClassVar[str] = "grants.applicant.stated.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    applicant_id: UUID
    annual_income: str  # pounds, two decimals
    local_share: str  # of those it reaches, who live in the area
    size: str  # micro, small, other
    subgrants: list[SubgrantTold]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant_id})

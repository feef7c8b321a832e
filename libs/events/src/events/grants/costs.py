"""What grants tells of the costs that grants are asked for."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class CostTold(Part):
    """One cost; `overfunded` by how much it would be paid too much, were all given that is asked for."""

    number: int
    reference: str
    title: str
    cost: str  # pounds, two decimals, here and below
    asked: str
    starts_on: date
    ends_on: date
    overfunded: str


class CostsStated(Event):
    """An applicant said which costs it asks for. The entity is the application."""

    type: ClassVar[str] = "grants.costs.stated.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    applicant_id: UUID
    lines: list[CostTold]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant_id})

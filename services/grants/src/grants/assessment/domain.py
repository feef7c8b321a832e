"""What an assessment is. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Recommendation(StrEnum):
    """What the assessor would do."""

    FUND = "fund"
    DECLINE = "decline"


@dataclass(eq=False, kw_only=True)
class Assessment:
    """One assessor's judgement of one application: `score` of a hundred. `assessor` is the subject of their token."""

    id: UUID
    application_id: UUID
    assessor: str
    score: int
    recommendation: Recommendation
    rationale: str
    assessed_at: datetime

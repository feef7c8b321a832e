"""How an assessment looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from grants.assessment.domain import Recommendation


class AssessmentIn(
    Strict,
    json_schema_extra=example(score=72, recommendation="fund", rationale="The need is shown, and the costs are fair."),
):
    """One assessor's judgement; `score` of a hundred."""

    score: Annotated[int, Field(ge=0, le=100)]
    recommendation: Annotated[Recommendation, Field(strict=False)]
    rationale: Prose


class AssessmentOut(Out):
    """An assessment as it was given. Who gave it stays with the funder's own records."""

    id: UUID
    application_id: UUID
    score: int
    recommendation: Recommendation
    rationale: str
    assessed_at: datetime

"""How a plan looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, Name, Out, Prose, Strict, example
from grants.gates.domain import Officer, Outcome, Plan, Requirement, State
from grants.schemes.schemas import OfferOut

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class OfficerIn(Strict):
    """Who is responsible, and on which days, both included; without `until` to the end."""

    name: Name
    since: DayIn
    until: DayIn | None = None


class OutcomeIn(Strict):
    """What shall change, and by what one will see it."""

    name: Name
    measures: Annotated[list[Name], Field(max_length=50)]


class RequirementIn(Strict):
    """How one requirement stands. What is met has evidence, what is explained an explanation."""

    number: Annotated[int, Field(ge=1, le=10)]
    state: Annotated[State, Field(strict=False)]
    evidence: Prose | None = None
    explanation: Prose | None = None
    approved_on: DayIn | None = None
    document_sha256: Digest | None = None
    officers: Annotated[list[OfficerIn], Field(default_factory=list, max_length=50)]
    outcomes: Annotated[list[OutcomeIn], Field(default_factory=list, max_length=50)]

    def parsed(self) -> Requirement:
        """The same as the domain counts it."""
        officers = tuple(Officer(**dict(each)) for each in self.officers)
        outcomes = tuple(Outcome(name=each.name, measures=tuple(each.measures)) for each in self.outcomes)
        return Requirement(**{**dict(self), "officers": officers, "outcomes": outcomes})


class RequirementsIn(
    Strict,
    json_schema_extra=example(
        requirements=[
            {
                "number": 1,
                "state": "met",
                "evidence": "Named by the cabinet.",
                "officers": [{"name": "Dr A. Example", "since": "2026-11-01"}],
            },
            {"number": 2, "state": "met", "evidence": "Cabinet minute 41.", "approved_on": "2026-11-10"},
            {"number": 3, "state": "explained", "explanation": "Nothing here is novel or contentious."},
            {"number": 4, "state": "met", "evidence": "Version 3.", "document_sha256": "0" * 64},
            {"number": 5, "state": "met", "evidence": "An open competition."},
            {"number": 6, "state": "met", "evidence": "The model agreement."},
            {"number": 7, "state": "met", "evidence": "Assessed for fraud.", "approved_on": "2026-11-12"},
            {
                "number": 8,
                "state": "met",
                "evidence": "Agreed with tenants.",
                "outcomes": [{"name": "Homes kept", "measures": ["tenancies that last a year"]}],
            },
            {"number": 9, "state": "met", "evidence": "Reviewed each spring."},
            {"number": 10, "state": "met", "evidence": "All four assessors hold certificates."},
        ]
    ),
):
    """How the scheme stands to all requirements; one that is left out is not met."""

    requirements: Annotated[list[RequirementIn], Field(max_length=10)]


class RequirementOut(Out):
    """How one requirement stands."""

    number: int
    state: State
    evidence: str | None
    explanation: str | None
    approved_on: date | None
    document_sha256: str | None
    officers: list[Officer]
    outcomes: list[Outcome]


class PlanOut(OfferOut):
    """A plan as it stands; `opened_at` is null before it is a scheme."""

    id: UUID
    funder_id: UUID
    requirements: list[RequirementOut]
    drafted_at: datetime
    opened_at: datetime | None
    version: int

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """A plan on the wire."""
        offered = {name: getattr(plan.offer, name) for name in OfferOut.model_fields}
        own = {name: getattr(plan, name) for name in cls.model_fields.keys() - OfferOut.model_fields.keys()}
        return cls.model_validate(offered | own)

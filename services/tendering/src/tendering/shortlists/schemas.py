"""How the end of a phase looks on the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import (
    DecimalOut,
    IdIn,
    InstantIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Prose,
    Strict,
    example,
)
from tendering.criteria.schemas import CriterionIn, MarkValue
from tendering.envelopes.schemas import Digest
from tendering.phases.domain import Assessment, Evidence
from tendering.procedures.schemas import Bound
from tendering.shortlists.domain import Findings, Found, Refinement


class AssessmentIn(Strict):
    """What was found of one entry: each condition met or not, a figure for each target, a mark for each criterion.

    Marks are of 0 to 10; of a price there is none. `reason` is told to its provider, with what follows from it.
    """

    entry_id: IdIn
    reason: Prose
    met: Annotated[dict[Name, bool], Field(max_length=50, default_factory=dict)]
    figures: Annotated[dict[Name, Bound], Field(max_length=20, default_factory=dict)]
    marks: Annotated[dict[Name, MarkValue], Field(max_length=50, default_factory=dict)]
    paid: MoneyIn | None = None

    def found(self) -> Found:
        """In the words of the domain."""
        said = {name: value for name, value in self if name not in {"entry_id", "paid"}}
        paid = None if self.paid is None else self.paid.parsed()
        return Found(entry_id=self.entry_id, assessment=Assessment(**said, paid=paid))


class RefinementIn(Strict):
    """All award criteria as they are from now on, and why."""

    criteria: Annotated[list[CriterionIn], Field(min_length=1, max_length=50)]
    because: Prose

    def refinement(self) -> Refinement:
        """In the words of the domain."""
        return Refinement(criteria=[each.criterion() for each in self.criteria], because=self.because)


class FindingsIn(
    Strict,
    json_schema_extra=example(
        assessments=[
            {
                "entry_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
                "reason": "The policy is at hand; the plan is thorough.",
                "met": {"Insured": True},
                "figures": {"Days to a home": 12},
                "marks": {"Quality": 8},
            }
        ],
    ),
):
    """What was found of each entry; who goes on follows from it. Where fewer do than announced, `fewer_because`.

    `closes_at` is the deadline of the next phase, where it is to be later than announced.
    """

    assessments: Annotated[list[AssessmentIn], Field(max_length=1000)]
    closes_at: InstantIn | None = None
    refinement: RefinementIn | None = None
    fewer_because: Prose | None = None

    def findings(self) -> Findings:
        """In the words of the domain."""
        return Findings(
            found=[each.found() for each in self.assessments],
            closes_at=self.closes_at,
            refinement=None if self.refinement is None else self.refinement.refinement(),
            fewer_because=self.fewer_because,
        )


class AssessmentOut(Out):
    """What was found of one entry."""

    reason: str
    met: Mapping[str, bool]
    figures: Mapping[str, DecimalOut]
    marks: Mapping[str, DecimalOut]
    paid: MoneyOut | None


class VerdictOut(Out):
    """Whether one provider goes on, and why. Its `points` are rounded to four places, and to nothing before."""

    supplier_id: UUID
    entry_id: UUID | None
    received_at: datetime | None
    price: MoneyOut | None
    barred_because: str | None
    goes_on: bool
    because: list[str]
    points: DecimalOut | None
    assessment: AssessmentOut | None


class OwnVerdictOut(Out):
    """What one provider is told: about itself, and by when the next phase closes."""

    phase: int
    decided_at: datetime
    next_closes_at: datetime
    verdict: VerdictOut


class ResultOut(Out):
    """All that was decided of a phase; each of `decisions` can be fetched at /tendering/v1/decisions/{id}.

    The `digest`, which the ledger has, is the SHA-256 of the `id` and the verdicts, member by member as they are here.
    """

    id: UUID
    notice_id: UUID
    phase: int
    decided_at: datetime
    next_closes_at: datetime
    verdicts: list[VerdictOut]
    digest: Digest
    fewer_because: str | None
    refined_because: str | None
    decisions: list[UUID]


class EvidenceIn(Strict):
    """A document that the buyer has handed over, by its title and its SHA-256."""

    title: Name
    sha256: Digest

    def evidence(self) -> Evidence:
        """In the words of the domain."""
        return Evidence(**dict(self))


class GateIn(
    Strict,
    json_schema_extra=example(
        passed=True,
        reason="Nine of ten who were housed still live there.",
        evidence=[{"title": "What the evaluators saw", "sha256": "9f86d081884c7d659a2feaa0c55ad015" * 2}],
    ),
):
    """Whether the partnership goes on, and why; documents of the buyer's as evidence, which become public.

    `closes_at` is the deadline of the next phase, where it is to be later than announced: nobody is invited to what
    has closed.
    """

    passed: bool
    reason: Prose
    evidence: Annotated[list[EvidenceIn], Field(min_length=1, max_length=50)]
    closes_at: InstantIn | None = None

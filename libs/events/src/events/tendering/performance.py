"""What contracts are measured by, and how they stand."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party
from events.tendering.contracts import Agreement
from events.tendering.indicators import IndicatorAgreed
from events.tendering.notices import Announcement


class IndicatorsAgreed(Event):
    """What the contract is measured by from now on, whole. The entity is the contract, in these three."""

    type: ClassVar[str] = "tendering.indicators.agreed.v1"

    notice: Announcement
    contract: Agreement
    indicators: list[IndicatorAgreed]


class IndicatorRated(Part):
    """What one indicator came to; `rating` is of the statutory scale, `attainment_pct` None where it cannot be said."""

    indicator: IndicatorAgreed
    actual: str
    attainment_pct: str | None
    rating: str


class PerformanceAssessed(Event):
    """The contract was assessed for a period (UK9); `is_statutory` says that the law asks for the notice (s.71)."""

    type: ClassVar[str] = "tendering.performance.assessed.v1"

    notice: Announcement
    contract: Agreement
    assessment_id: UUID
    first: date
    last: date
    is_statutory: bool
    results: list[IndicatorRated]


class ImprovementPlanned(Event):
    """The supplier has said what it will do about an assessment, and by when."""

    type: ClassVar[str] = "tendering.improvement.planned.v1"

    contract_id: UUID
    notice_id: UUID
    assessment_id: UUID
    supplier: Party
    actions: str
    due_on: date


class AssessmentDisputed(Event):
    """The supplier disputes an assessment: it does not count in its track record until decided, or after `until`."""

    type: ClassVar[str] = "tendering.assessment.disputed.v1"

    contract_id: UUID
    notice_id: UUID
    assessment_id: UUID
    supplier: Party
    reason: str
    until: date


class DisputeDecided(Event):
    """Somebody of the buyer who did not make the assessment has decided: `stands`, or `set_aside` for good.

    What was assessed is told with it, except in events from before that was.
    """

    type: ClassVar[str] = "tendering.dispute.decided.v1"

    contract_id: UUID
    notice_id: UUID
    assessment_id: UUID
    supplier: Party
    outcome: str
    reason: str
    notice: Announcement | None = None
    contract: Agreement | None = None
    first: date | None = None
    last: date | None = None
    results: list[IndicatorRated] = []


class BreachFacts(Part):
    """What was not carried out and what came of it (s.71(3) and (4)); its notice is due on `due_on`.

    `consequence` is termination, partial_termination, damages, settlement or no_improvement; `value` in pounds.
    """

    breach_id: UUID
    consequence: str
    requirement: str
    description: str
    decided_on: date
    due_on: date
    is_statutory: bool
    value: str | None


class BreachRecorded(Event):
    """A breach is on record between the parties, to be published. The entity is the breach, in this and the next."""

    type: ClassVar[str] = "tendering.breach.recorded.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice: Announcement
    contract: Agreement
    breach: BreachFacts

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.notice.buyer.id, *(each.id for each in self.contract.award.suppliers)})


class BreachPublished(Event):
    """A breach was told as a contract performance notice (UK9)."""

    type: ClassVar[str] = "tendering.breach.published.v1"

    notice: Announcement
    contract: Agreement
    breach: BreachFacts

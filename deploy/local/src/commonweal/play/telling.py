"""A story as it is being told: who is who, what was decided, and how its days and sums look on the wire."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from commonweal.play.document import Document
from commonweal.play.stage import Stage
from kernel.clock import day_of

MORNING = time(9, tzinfo=UTC)
#: Bids and applications need not wait for the story's own dates: what went before it happened a year earlier.
BEFORE = timedelta(days=365)


@dataclass
class Telling:
    """A story on its stage: who is who, and what the platform refused."""

    document: Document
    stage: Stage
    ids: dict[str, UUID] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    criteria: dict[str, str] = field(default_factory=dict)  # the story's name → the notice's
    seats: dict[str, str] = field(default_factory=dict)  # a panel's member → the seat
    reserved: dict[str, dict[str, Any]] = field(default_factory=dict)  # lot → what came of its reservation
    unqualified: set[str] = field(default_factory=set)  # bids for lots that no law reserves as the story would
    contracts: dict[str, dict[str, Any]] = field(default_factory=dict)  # lot → what was signed for it
    indicators: dict[str, str] = field(default_factory=dict)  # the story's name → the contract's indicator
    promised: set[str] = field(default_factory=set)  # the contracts whose promises were accounted for
    clock: datetime | None = None  # when something was last done after the signatures

    @property
    def authority(self) -> UUID:
        """The council whose story it is."""
        return self.ids[self.document.scenario.authority]

    @property
    def begins(self) -> date:
        """The day on which what the story takes for granted begins."""
        procurement = self.document.procurement
        first = procurement.dates.tender_notice_published if procurement else self.document.scenario.evidence_as_of
        return min(first, self.document.scenario.evidence_as_of) - BEFORE

    @property
    def rated_by(self) -> date:
        """The day on which all ratings are public: evidence is live, and no bid is judged yet."""
        procurement, day = self.document.procurement, self.document.scenario.evidence_as_of
        return min(day, day_of(procurement.dates.tender_deadline) - timedelta(days=1)) if procurement else day


def on(day: date, *, hours: int = 0) -> datetime:
    """That morning, and so many hours later."""
    return datetime.combine(day, MORNING) + timedelta(hours=hours)


def pounds(amount: str | Decimal) -> dict[str, str]:
    """Money on the wire."""
    return {"amount": f"{Decimal(amount):.2f}", "currency": "GBP"}


def number(text: str | None) -> float | None:
    """A decimal as the results have it: a JSON number of the same digits."""
    return None if text is None else float(text)

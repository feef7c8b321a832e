"""What contracts gave to people, and whether they go on. The entity is the contract."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class OutcomesReported(Event):
    """What a contract gave in a period, and what a unit of it cost (None where there was none of it)."""

    type: ClassVar[str] = "tendering.outcomes.reported.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    first: date
    last: date
    places: int
    occupied_nights: int
    outcomes: int
    outcome: str
    per_place_year: str | None
    per_occupied_night: str | None
    per_outcome: str | None


class ContractReviewed(Event):
    """A long contract was looked at: it goes on (`go_on`), or ends on a day before its time (`break`)."""

    type: ClassVar[str] = "tendering.contract.reviewed.v1"

    notice_id: UUID
    supplier: Party
    verdict: str
    findings: str
    breaks_on: date | None

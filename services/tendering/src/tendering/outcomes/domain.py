"""A return of outcomes. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money


@dataclass(eq=False, kw_only=True)
class Return:
    """What a supplier says its contract gave. `outcome` says what is counted; `annual_cost` is None for the award's."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    first: date
    last: date
    places: int
    occupied_nights: int
    outcomes: int
    outcome: str
    annual_cost: Money | None
    reported_at: datetime

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Unacceptable("/last", "A period cannot end before it begins.")

    @property
    def available_nights(self) -> int:
        """Every place on every day of the period, both ends included."""
        return self.places * ((self.last - self.first).days + 1)

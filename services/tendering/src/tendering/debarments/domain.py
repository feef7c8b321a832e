"""An entry on the debarment list. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from rulebook.exclusions import Ground
from rulebook.rules import rule


@dataclass(eq=False, kw_only=True)
class Debarment:
    """An organisation is barred from `listed_on` to `until`, that day included; None: until it is taken off."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    ground: Ground
    reference: str
    notified_on: date
    listed_on: date
    until: date | None
    removed_on: date | None = None
    removed_because: str | None = None
    version: int = 1

    def must_be_on_the_list(self, *, now: datetime) -> None:
        """Raise Unacceptable for days that cannot be, RuleBroken for an entry within the standstill that follows the
        supplier's notice.
        """
        if self.listed_on > day_of(now):
            raise Unacceptable("/listed_on", "An entry is copied once it is on the list.")
        if self.until is not None and self.until < self.listed_on:
            raise Unacceptable("/until", "It cannot end before it begins.")
        days = rule("exclusion.debarment", on=self.listed_on).number("standstill_working_days")
        last = PROCUREMENT_ACT.last_beginning_with(self.notified_on, days)
        if self.listed_on <= last:
            raise RuleBroken(f"The supplier was told on {self.notified_on}: no entry is made before the end of {last}.")

    def stands(self, on: date) -> bool:
        """Whether it bars anybody that day."""
        if self.removed_on is not None and on >= self.removed_on:
            return False
        return self.listed_on <= on and (self.until is None or on <= self.until)

    def is_mandatory(self) -> bool:
        """Whether who is listed must be excluded, by the law of the day it was listed."""
        return self.ground.is_mandatory(on=self.listed_on)

    def remove(self, reason: str, *, now: datetime) -> None:
        """Take it off the list, from today on; what was decided before stands."""
        if self.removed_on is not None:
            raise RuleBroken("This entry was taken off before.")
        self.removed_on, self.removed_because = day_of(now), reason
        self.version += 1

"""The roll of a petition or a ballot. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.errors import RuleBroken


@dataclass(frozen=True, kw_only=True)
class Roll:
    """How many may sign one petition, or vote in one ballot, and until when."""

    id: UUID  # the petition's, or the ballot's
    contract_id: UUID
    people: int
    closes_on: date | None  # its last day, once that is known

    def must_have_places(self, more: int, *, equipped: int) -> None:
        """Raises RuleBroken where so many more would have the means than there are people."""
        if equipped + more > self.people:
            raise RuleBroken(f"The roll has {self.people} people, and {equipped} were given the means before.")

    def must_be_open_on(self, day: date) -> None:
        """Raises RuleBroken for credentials that are good no sooner than on a day after the last."""
        if self.closes_on is not None and day > self.closes_on:
            raise RuleBroken(f"The last of these credentials would be good after this closes, on {self.closes_on}.")

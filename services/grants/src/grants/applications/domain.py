"""The rules of an application. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from grants.schemes.domain import Scheme
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money

# Of the funder's people, those who decide and those who advise.
FUNDERS_ROLES = frozenset({"funder", "assessor"})


class Status(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    AWARDED = "awarded"
    DECLINED = "declined"


@dataclass(eq=False, kw_only=True)
class Application:
    """A request for a grant."""

    id: UUID
    scheme_id: UUID
    funder_id: UUID
    applicant_id: UUID
    title: str
    description: str
    requested: Money
    received_at: datetime
    status: Status = Status.RECEIVED
    declined_because: str | None = None
    version: int = 1

    def must_fit(self, scheme: Scheme) -> None:
        """Raise Unacceptable for a request for nothing, or for more than the whole scheme has."""
        if self.requested == ZERO:
            raise Unacceptable("/requested", "An application asks for money.")
        if self.requested > scheme.budget:
            raise Unacceptable("/requested", f"The whole scheme has a budget of £{scheme.budget}.")

    def may_be_read(self, organisation_id: UUID | None, roles: Collection[str]) -> bool:
        """By the applicant, by those of the funder who decide or assess, and by auditors."""
        is_funders = organisation_id == self.funder_id and not FUNDERS_ROLES.isdisjoint(roles)
        return organisation_id == self.applicant_id or is_funders or "auditor" in roles

    def must_be_open(self) -> None:
        """Raise RuleBroken once it is withdrawn or decided."""
        if self.status is not Status.RECEIVED:
            raise RuleBroken(f"The application is {self.status}.")

    def withdraw(self) -> None:
        """The applicant takes it back."""
        self.must_be_open()
        self.status = Status.WITHDRAWN
        self.version += 1

    def award(self, amount: Money) -> None:
        """The funder grants it, in whole or in part."""
        self.must_be_open()
        if amount == ZERO:
            raise Unacceptable("/amount", "A grant is more than nothing.")
        if amount > self.requested:
            raise RuleBroken(f"The application asks for £{self.requested}; more cannot be awarded.")
        self.status = Status.AWARDED
        self.version += 1

    def decline(self, reason: str) -> None:
        """The funder refuses it, and says why."""
        self.must_be_open()
        self.status = Status.DECLINED
        self.declined_because = reason
        self.version += 1

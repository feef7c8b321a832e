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
    RESERVE = "reserve"
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
    reserved_because: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
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

    @property
    def is_decided(self) -> bool:
        """Whether the funder has said what becomes of it, if only for now."""
        return self.status not in {Status.RECEIVED, Status.WITHDRAWN}

    def must_be_open(self) -> None:
        """Raise RuleBroken once it is withdrawn or decided for good; one in reserve may still be awarded."""
        if self.status not in {Status.RECEIVED, Status.RESERVE}:
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

    def decline(self, reason: str, *, by: str, now: datetime) -> None:
        """The funder refuses it, and says why."""
        self.must_be_open()
        self.status = Status.DECLINED
        self.declined_because = reason
        self._decided(by, now)

    def reserve(self, reason: str, *, by: str, now: datetime) -> None:
        """The funder would award it if money were left, and says why it does not yet."""
        if self.status is not Status.RECEIVED:
            raise RuleBroken(f"The application is {self.status}.")
        self.status = Status.RESERVE
        self.reserved_because = reason
        self._decided(by, now)

    def declined(self) -> tuple[str, datetime]:
        """Why it was declined, and when. Raises RuleBroken for one that was not."""
        if self.status is not Status.DECLINED or self.declined_because is None or self.decided_at is None:
            raise RuleBroken(f"The application is {self.status}: an appeal is against a decline.")
        return self.declined_because, self.decided_at

    def reopen(self) -> None:
        """An appeal was upheld: it is decided anew, by its merits."""
        self.declined()
        self.status = Status.RECEIVED
        self.declined_because = self.decided_by = self.decided_at = None
        self.version += 1

    def _decided(self, by: str, now: datetime) -> None:
        self.decided_by, self.decided_at = by, now
        self.version += 1

"""A subsidy. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.money import Money
from rulebook.subsidies import Assistance


class SubsidyStatus(StrEnum):
    """Where it stands. It is given once it is confirmed as minimal assistance, or else assessed by the principles."""

    STATED = "stated"
    NOTIFIED = "notified"
    CONFIRMED = "confirmed"
    ASSESSED = "assessed"
    GIVEN = "given"
    PUBLISHED = "published"


@dataclass(eq=False, kw_only=True)
class Earlier:
    """What the recipient was given before, as it says itself."""

    number: int
    given_on: date
    kind: str
    amount: Money

    @property
    def assistance(self) -> Assistance:
        """In the words of the rulebook."""
        return Assistance(self.given_on, self.kind, self.amount)


@dataclass(eq=False, kw_only=True)
class Subsidy:
    """What an application would give an enterprise. `amount` is what the recipient was notified of, then given."""

    application_id: UUID
    funder_id: UUID
    recipient_id: UUID
    recipient_is_enterprise: bool
    history: list[Earlier] = field(default_factory=list)
    status: SubsidyStatus = SubsidyStatus.STATED
    amount: Money | None = None
    rationale: str | None = None
    given_on: date | None = None
    database_upload_due: date | None = None
    database_reference: str | None = None
    version: int = 1

    @property
    def assistance(self) -> list[Assistance]:
        """The history in the words of the rulebook."""
        return [each.assistance for each in self.history]

    def restate(self, *, is_enterprise: bool, history: Sequence[Assistance]) -> None:
        """Say it again, until it is given. What was notified, confirmed or assessed rested on what was said before."""
        self._must_not_be(SubsidyStatus.GIVEN, SubsidyStatus.PUBLISHED)
        self.recipient_is_enterprise, self.amount, self.rationale = is_enterprise, None, None
        self.history[:] = [
            Earlier(number=number, given_on=it.given_on, kind=it.kind, amount=it.amount)
            for number, it in enumerate(history, 1)
        ]
        self._move(SubsidyStatus.STATED)

    def notify(self, amount: Money) -> None:
        """The funder tells how much it means to give as minimal financial assistance (s.37)."""
        self._must_be_enterprises()
        self._must_not_be(SubsidyStatus.GIVEN, SubsidyStatus.PUBLISHED)
        self.amount = amount
        self._move(SubsidyStatus.NOTIFIED)

    def confirm(self) -> None:
        """The recipient confirms in writing that this does not take it beyond the limit (s.37)."""
        if self.status is not SubsidyStatus.NOTIFIED:
            raise RuleBroken(f"What is notified is confirmed; this is {self.status}.")
        self._move(SubsidyStatus.CONFIRMED)

    def assess(self, rationale: str) -> None:
        """The funder finds it consistent with the subsidy control principles instead (s.12)."""
        self._must_be_enterprises()
        self._must_not_be(SubsidyStatus.GIVEN, SubsidyStatus.PUBLISHED)
        self.rationale = rationale
        self._move(SubsidyStatus.ASSESSED)

    def must_be_givable(self, amount: Money) -> None:
        """Raise RuleBroken before it is confirmed, for that much, or assessed."""
        if self.status is SubsidyStatus.ASSESSED:
            return
        if self.status is not SubsidyStatus.CONFIRMED or self.amount is None or amount > self.amount:
            raise RuleBroken("An enterprise is notified of so much assistance, and confirms it, before the award.")

    def give(self, amount: Money, *, on: date, database_upload_due: date | None) -> None:
        """It was awarded."""
        self.amount, self.given_on, self.database_upload_due = amount, on, database_upload_due
        self._move(SubsidyStatus.GIVEN)

    def publish(self, reference: str) -> None:
        """The subsidy database has it, under that reference."""
        if self.status is not SubsidyStatus.GIVEN:
            raise RuleBroken(f"What is given is published; this is {self.status}.")
        self.database_reference = reference
        self._move(SubsidyStatus.PUBLISHED)

    def _must_be_enterprises(self) -> None:
        if not self.recipient_is_enterprise:
            raise RuleBroken("The recipient is no enterprise, so this is no subsidy.")

    def _must_not_be(self, *statuses: SubsidyStatus) -> None:
        if self.status in statuses:
            raise RuleBroken(f"The subsidy is {self.status}.")

    def _move(self, status: SubsidyStatus) -> None:
        self.status = status
        self.version += 1

"""A claim before a court, as the authority knows of it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.awards.domain import Award


class Ending(StrEnum):
    """How proceedings stop holding the signature: a court's order lifts that, or the claimant withdraws."""

    LIFTED = "lifted"
    WITHDRAWN = "withdrawn"


@dataclass(eq=False, kw_only=True)
class Proceedings:
    """A claim over an award (s.100). `standstill_ends_on` is the award's, mandatory or announced; None for none.

    `reference` is the court's number of the claim, `ended_reference` that of the order or of the notice of withdrawal.
    """

    id: UUID = field(default_factory=new_id)
    award_id: UUID
    notice_id: UUID
    buyer_id: UUID
    claimant_id: UUID
    reference: str
    started_on: date
    notified_at: datetime
    standstill_ends_on: date | None
    ended: Ending | None = None
    ended_at: datetime | None = None
    ended_reference: str | None = None
    version: int = 1

    @classmethod
    def notify(
        cls, award: Award, claimant_id: UUID, *, reference: str, started_on: date, now: datetime
    ) -> "Proceedings":
        """The authority hears of them now. Raises Unacceptable for a start before the award or after today."""
        if not day_of(award.decided_at) <= started_on <= day_of(now):
            raise Unacceptable("/started_on", "Proceedings over an award start after it, and not after today.")
        return cls(
            award_id=award.id,
            notice_id=award.notice_id,
            buyer_id=award.buyer_id,
            claimant_id=claimant_id,
            reference=reference,
            started_on=started_on,
            notified_at=now,
            standstill_ends_on=award.standstill_ends_on,
        )

    @property
    def is_within_standstill(self) -> bool:
        """Whether the authority knew before the standstill was over; its last day counts. Started is before known."""
        return self.standstill_ends_on is not None and day_of(self.notified_at) <= self.standstill_ends_on

    @property
    def suspends(self) -> bool:
        """Whether the contract may not be entered into because of them. Later ones only flag."""
        return self.is_within_standstill and self.ended is None

    def end(self, ending: Ending, reference: str, *, by: UUID, now: datetime) -> None:
        """Record the court's order (the authority does) or the withdrawal (the claimant does)."""
        if by != (self.buyer_id if ending is Ending.LIFTED else self.claimant_id):
            raise Forbidden("The authority records a court's order; only the claimant withdraws.")
        if self.ended is not None:
            raise RuleBroken(f"These proceedings hold nothing any more: they were {self.ended}.")
        self.ended, self.ended_at, self.ended_reference = ending, now, reference
        self.version += 1

"""How an organisation comes to be suspended, and how that ends. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.rules import rule

RULE = "registry.suspension"


class Status(StrEnum):
    """Where a suspension stands; what is announced or dropped is between the organisation and registrars."""

    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    DROPPED = "dropped"
    ENDED = "ended"


IN_CONFIDENCE = frozenset({Status.ANNOUNCED, Status.DROPPED})


@dataclass(eq=False, kw_only=True)
class Suspension:
    """An organisation is, was or may be suspended, until the end of `ends_on`."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    reasons: str
    announced_by: str
    announced_at: datetime
    reply_by: date
    ends_on: date
    status: Status = Status.ANNOUNCED
    reply: str | None = None
    because: str | None = None  # why it was decided so
    decided_at: datetime | None = None
    decision: UUID | None = None  # of the rule that it was held against
    ended_at: datetime | None = None
    ended_because: str | None = None
    version: int = 1

    @classmethod
    def announce(cls, organisation_id: UUID, reasons: str, *, ends_on: date, by: str, now: datetime) -> Self:
        """Tell the organisation why, and until when it may reply. Raises Unacceptable for an end that cannot be."""
        today = day_of(now)
        asked = rule(RULE, on=today)
        reply_by = today + timedelta(days=asked.number("reply_days"))
        last = months_later(today, asked.number("longest_months"))
        if not reply_by < ends_on <= last:
            raise Unacceptable("/ends_on", f"It ends after the {reply_by} until which one may reply, by {last}.")
        return cls(
            organisation_id=organisation_id,
            reasons=reasons,
            announced_by=by,
            announced_at=now,
            reply_by=reply_by,
            ends_on=ends_on,
        )

    def answer(self, reply: str) -> None:
        """The organisation replies, once, until it is decided."""
        if self.status is not Status.ANNOUNCED:
            raise RuleBroken(f"The suspension is {self.status}: there is nothing left to decide.")
        if self.reply is not None:
            raise RuleBroken("The organisation has replied already.")
        self.reply = reply
        self.version += 1

    def impose(self, because: str, *, by: str, now: datetime) -> Decision:
        """Suspend from now on. Raises RuleBroken while it may still reply, Forbidden for who announced it."""
        today = day_of(now)
        self._must_be_undecided_by(by)
        if self.reply is None and today <= self.reply_by:
            raise RuleBroken(f"The organisation may reply until the end of {self.reply_by}.")
        if today > self.ends_on:
            raise RuleBroken(f"It would have ended on {self.ends_on}.")
        replied = f"It replied: {self.reply}" if self.reply else f"It had until {self.reply_by} to reply, and did not."
        inputs = {"announced_on": day_of(self.announced_at), "reply_by": self.reply_by, "ends_on": self.ends_on}
        decision = rule(RULE, on=today).decide(True, self.reasons, replied, because, inputs=inputs, now=now)
        self.status, self.decision = Status.IN_FORCE, decision.id
        self._decided(because, now)
        return decision

    def drop(self, because: str, *, by: str, now: datetime) -> None:
        """Let it be, at any time before it is imposed. Raises RuleBroken, Forbidden."""
        self._must_be_undecided_by(by)
        self.status = Status.DROPPED
        self._decided(because, now)

    def lift(self, because: str, *, now: datetime) -> None:
        """End it before its last day."""
        if self.status is not Status.IN_FORCE:
            raise RuleBroken(f"The suspension is {self.status}.")
        self.status, self.ended_at, self.ended_because = Status.ENDED, now, because
        self.version += 1

    def expire(self, *, now: datetime) -> None:
        """Its last day is over."""
        if day_of(now) <= self.ends_on:
            raise RuleBroken(f"It lasts until the end of {self.ends_on}.")
        self.lift(f"Its last day was {self.ends_on}.", now=now)

    def _must_be_undecided_by(self, registrar: str) -> None:
        if self.status is not Status.ANNOUNCED:
            raise RuleBroken(f"The suspension is {self.status} already.")
        if registrar == self.announced_by:
            raise Forbidden("Who announced a suspension does not decide on it.")

    def _decided(self, because: str, now: datetime) -> None:
        self.because, self.decided_at = because, now
        self.version += 1

"""The badge of a recognised public service mutual: granted on a checklist, for a time, never lost unheard."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.logic import Outcome
from kernel.periods import months_later
from rulebook.rules import rule


class Status(StrEnum):
    """Where a badge stands. One that is `threatened` still counts: the organisation may reply."""

    RECOGNISED = "recognised"
    THREATENED = "threatened"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Item:
    """One item of the checklist, and what it waits for."""

    name: str
    outcome: Outcome
    missing: tuple[str, ...] = ()


@dataclass(eq=False, kw_only=True)
class Badge:
    """A recognition. It may be relied on until the end of `expires_on`."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    recognised_on: date
    expires_on: date
    status: Status = Status.RECOGNISED
    reason: str | None = None  # why it is to be withdrawn, or was
    reply: str | None = None  # what the organisation says to that
    reply_by: date | None = None
    version: int = 1

    @classmethod
    def grant(cls, organisation_id: UUID, checklist: Sequence[Item], *, now: datetime) -> Self:
        """Recognise who meets the whole checklist. Raises RuleBroken, naming what is not met."""
        must_be_ready(checklist)
        today = day_of(now)
        return cls(organisation_id=organisation_id, recognised_on=today, expires_on=lasts_until(today))

    @property
    def stands(self) -> bool:
        """Whether it is a recognition still."""
        return self.status in {Status.RECOGNISED, Status.THREATENED}

    def renew(self, checklist: Sequence[Item], *, now: datetime) -> None:
        """For another term from today, on the same checklist."""
        if self.status is not Status.RECOGNISED:
            raise RuleBroken(f"Only a badge that stands unchallenged is renewed; this one is {self.status}.")
        must_be_ready(checklist)
        self.expires_on = lasts_until(day_of(now))
        self.version += 1

    def threaten(self, reason: str, *, now: datetime) -> None:
        """Tell the organisation why its badge is to be withdrawn, and until when it may reply."""
        if self.status is not Status.RECOGNISED:
            raise RuleBroken(f"The badge is {self.status} already.")
        today = day_of(now)
        days = rule("recognition.mutual", on=today).number("reply_days")
        self.status, self.reason, self.reply_by = Status.THREATENED, reason, today + timedelta(days=days)
        self.version += 1

    def answer(self, reply: str) -> None:
        """The organisation replies, once."""
        if self.status is not Status.THREATENED:
            raise RuleBroken("There is nothing to reply to.")
        if self.reply is not None:
            raise RuleBroken("The organisation has replied already.")
        self.reply = reply
        self.version += 1

    def keep(self) -> None:
        """The reply was heeded: the badge stands as before."""
        if self.status is not Status.THREATENED:
            raise RuleBroken("Nobody was going to withdraw it.")
        self.status, self.reason, self.reply, self.reply_by = Status.RECOGNISED, None, None, None
        self.version += 1

    def withdraw(self, *, now: datetime) -> None:
        """Take it back, once the organisation has replied or its time to reply is over."""
        if self.status is not Status.THREATENED or self.reply_by is None:
            raise RuleBroken("A badge is withdrawn only after the organisation was told why, and could reply.")
        if self.reply is None and day_of(now) <= self.reply_by:
            raise RuleBroken(f"The organisation may reply until the end of {self.reply_by}.")
        self.status = Status.WITHDRAWN
        self.version += 1

    def expire(self, *, now: datetime) -> None:
        """Its last day is over."""
        if not self.stands or day_of(now) <= self.expires_on:
            raise RuleBroken(f"The badge is {self.status} until the end of {self.expires_on}.")
        # What nobody decided in its time is not told to everybody.
        self.status, self.reason, self.reply, self.reply_by = Status.EXPIRED, None, None, None
        self.version += 1


def lasts_until(today: date) -> date:
    """The last day of a badge that is granted or renewed today."""
    return months_later(today, rule("recognition.mutual", on=today).number("months")) - timedelta(days=1)


def must_be_ready(checklist: Sequence[Item]) -> None:
    """Raise RuleBroken, naming every item that is not met or not evidenced."""
    unmet = [item.name if item.outcome is False else f"{item.name} (unknown)" for item in checklist if not item.outcome]
    if unmet:
        raise RuleBroken(f"The checklist is not met: {', '.join(unmet)}.")

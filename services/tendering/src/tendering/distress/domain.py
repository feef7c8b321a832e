"""Distress signs. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


class Sign(StrEnum):
    """What may announce that a supplier fails. It asks for a plan, and keeps nobody out of anything."""

    LATE_ACCOUNTS = "late_accounts"
    COURT_JUDGMENT = "court_judgment"
    INSOLVENCY_NOTICE = "insolvency_notice"
    MISSED_PAYMENTS = "missed_payments"  # down its own chain, as seen here
    EXTRACTIVE_INDEX = "extractive_index"  # high, as the register has it
    BREACH = "breach"  # of a contract here, published
    DEFAULT = "default"  # a contract here that ended for breach or insolvency


#: Signs that somebody records with their source; the platform sees the others by itself.
RECORDED = frozenset({Sign.LATE_ACCOUNTS, Sign.COURT_JUDGMENT, Sign.INSOLVENCY_NOTICE})


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A sign of one organisation: on which day, and by what source."""

    sign: Sign
    organisation_id: UUID
    on: date
    source: str


@dataclass(eq=False, kw_only=True)
class DistressSign:
    """A sign that an authority recorded, with its source; its organisation may reply, and a wrong one is withdrawn."""

    id: UUID = field(default_factory=new_id)
    organisation_id: UUID
    sign: Sign
    occurred_on: date
    source: str
    recorded_by: UUID
    recorded_at: datetime
    reply: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None
    version: int = 1

    def __post_init__(self) -> None:
        if self.sign not in RECORDED:
            raise Unacceptable("/sign", "The platform sees this sign by itself.")

    def answer(self, reply: str) -> None:
        """What the organisation says to it, in the place of what it said before."""
        self.must_stand()
        self.reply = reply
        self.version += 1

    def withdraw(self, reason: str, *, now: datetime) -> None:
        """It was wrong, or is over."""
        self.must_stand()
        self.withdrawn_at, self.withdrawn_because = now, reason
        self.version += 1

    def must_stand(self) -> None:
        """Raise RuleBroken for one that was withdrawn."""
        if self.withdrawn_at is not None:
            raise RuleBroken("This sign was withdrawn already.")

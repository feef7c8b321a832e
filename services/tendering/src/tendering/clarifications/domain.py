"""Questions about a notice, and reasons not to bid. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.notices.domain import Notice


@dataclass(eq=False, kw_only=True)
class Question:
    """What a provider wants to know. `asker_id` is for the asker's own reading and never leaves the service."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    asker_id: UUID
    text: str
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None
    version: int = 1

    @classmethod
    def ask(cls, notice: Notice, asker_id: UUID, asker_name: str, text: str, *, now: datetime) -> Self:
        """Ask while bids are welcome. Raises RuleBroken later, and Unacceptable for a text that names its asker."""
        if notice.buyer_id == asker_id:
            raise RuleBroken("A buyer does not ask about its own notice; it amends it.")
        if not notice.welcomes_bids(now=now):
            raise RuleBroken("Questions are welcome as long as bids are.")
        if asker_name.casefold() in text.casefold():
            raise Unacceptable("/text", "The question names you, and everybody will read it.")
        return cls(notice_id=notice.id, asker_id=asker_id, text=text, asked_at=now)

    def reply(self, answer: str, notice: Notice, *, now: datetime) -> None:
        """Answer, to everybody, once and in time: what is said after the deadline helps nobody's bid."""
        if self.answered_at is not None:
            raise RuleBroken("The question is answered; what changes the terms is an amendment.")
        if not notice.welcomes_bids(now=now):
            raise RuleBroken("Bids are no longer welcome; the question stays on record as unanswered.")
        self.answer = answer
        self.answered_at = now
        self.version += 1


class NoBidReason(StrEnum):
    """Why a provider does not bid."""

    PRICE_UNVIABLE = "price_unviable"  # the work cannot be done for what is offered
    TIME_TOO_SHORT = "time_too_short"
    LOTS_TOO_LARGE = "lots_too_large"
    TERMS_TOO_RISKY = "terms_too_risky"
    NO_CAPACITY = "no_capacity"
    OTHER = "other"


@dataclass(eq=False, kw_only=True)
class NoBid:
    """A provider's reason for not bidding, once for a notice; what it adds in its own words only the buyer reads."""

    notice_id: UUID
    provider_id: UUID
    reason: NoBidReason
    explanation: str | None = None
    stated_at: datetime

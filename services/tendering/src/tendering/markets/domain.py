"""A dynamic market and its members. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


class Standing(StrEnum):
    """How far a market has come; each step is told in a notice of its own (s.39)."""

    INTENDED = "intended"  # UK13
    ESTABLISHED = "established"  # UK14, and UK15 for each change
    CEASED = "ceased"  # UK16


class Answer(StrEnum):
    """What became of an application for membership."""

    PENDING = "pending"
    ADMITTED = "admitted"
    REFUSED = "refused"
    REMOVED = "removed"  # was a member, and is none any more


@dataclass(eq=False, kw_only=True)
class Design:
    """What a market is for, and what its members must meet (s.36): conditions that are no wider than they need be.

    It may have `parts`, by their names, of which suppliers are members each for itself (s.35).
    """

    title: str
    description: str
    cpv: list[str]
    conditions: str
    parts: list[str] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Market(Design):
    """A design that is public."""

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    standing: Standing = Standing.INTENDED
    intended_at: datetime
    established_at: datetime | None = None
    changed_at: datetime | None = None
    ceased_at: datetime | None = None
    ceased_because: str | None = None
    version: int = 1

    @classmethod
    def intend(cls, buyer_id: UUID, design: Design, *, now: datetime) -> Self:
        """Announce that it is to be set up; no market is set up unannounced."""
        return cls(buyer_id=buyer_id, intended_at=now, **vars(design))

    def establish(self, *, now: datetime) -> None:
        """Set it up."""
        self._must_be(Standing.INTENDED)
        self.standing = Standing.ESTABLISHED
        self.established_at = now
        self.version += 1

    def change(self, design: Design, *, now: datetime) -> None:
        """Say what it is for, and its conditions, anew. Its parts may grow, and none goes while it stands."""
        self._must_be(Standing.ESTABLISHED)
        if not set(self.parts) <= set(design.parts) or (design.parts and not self.parts):
            raise Unacceptable("/parts", "Every part of the market stays, and a market without parts stays whole.")
        for each in fields(Design):
            setattr(self, each.name, getattr(design, each.name))
        self.changed_at = now
        self.version += 1

    def cease(self, reason: str, *, now: datetime) -> None:
        """End it, established or only intended. Notices that were published under it run on."""
        if self.standing is Standing.CEASED:
            raise RuleBroken("The market has ceased already.")
        self.standing = Standing.CEASED
        self.ceased_at = now
        self.ceased_because = reason
        self.version += 1

    def must_welcome(self, part: str | None) -> None:
        """Raise RuleBroken unless suppliers may apply: at any time, as long as it exists (s.36).

        Unacceptable for a part that it has not, and for none where it has parts.
        """
        self._must_be(Standing.ESTABLISHED)
        if part is None and self.parts:
            raise Unacceptable("/part", f"Say of which part: {', '.join(self.parts)}.")
        if part is not None and part not in self.parts:
            raise Unacceptable("/part", "The market has no such part.")

    def _must_be(self, standing: Standing) -> None:
        if self.standing is not standing:
            raise RuleBroken(f"The market is {self.standing}; it would have to be {standing}.")


@dataclass(frozen=True, kw_only=True)
class MarketDays:
    """When a dynamic market was announced, set up, last changed and ended."""

    intended_on: date
    established_on: date | None
    changed_on: date | None
    ceased_on: date | None


@dataclass(eq=False, kw_only=True)
class Membership:
    """A supplier's application, and what became of it. `statement` says how it meets the conditions.

    Of a market with parts it is for one of them; a supplier may be a member of several.
    """

    id: UUID = field(default_factory=new_id)
    market_id: UUID
    supplier_id: UUID
    statement: str
    part: str | None = None
    answer: Answer = Answer.PENDING
    applied_at: datetime
    decided_at: datetime | None = None
    reason: str | None = None
    version: int = 1

    def decide(self, answer: Answer, reason: str, *, now: datetime) -> None:
        """Admit or refuse an applicant; remove a member. Raises RuleBroken for what does not follow."""
        follows = {Answer.PENDING: {Answer.ADMITTED, Answer.REFUSED}, Answer.ADMITTED: {Answer.REMOVED}}
        if answer not in follows.get(self.answer, set()):
            raise RuleBroken(f"Who is {self.answer} cannot be {answer}.")
        self.answer = answer
        self.decided_at = now
        self.reason = reason
        self.version += 1

"""A call-off without competition, and whose turn it is. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from tendering.terms.domain import Mechanism


class Answer(StrEnum):
    """What came of a turn; one that nobody answers in time `LAPSED` counts as declined."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(eq=False, kw_only=True)
class Turn:
    """One supplier is asked, and answers until `answer_by`, that instant included."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    lot_id: UUID
    supplier_id: UUID
    rank: int
    asked_at: datetime
    answer_by: datetime
    answer: Answer = Answer.PENDING
    answered_at: datetime | None = None
    reason: str | None = None


@dataclass(eq=False, kw_only=True)
class DirectCallOff:
    """A contract that is offered to one supplier after the other, until one accepts; it bears the id of its notice.

    `lot_id` is the framework's, whose notice is `framework_id`. Each has as long to answer as the first. Without a
    `mechanism` there is one supplier.
    """

    notice_id: UUID
    framework_id: UUID
    lot_id: UUID
    buyer_id: UUID
    mechanism: Mechanism | None
    standstill_working_days: int | None = None
    turns: list[Turn] = field(default_factory=list)
    version: int = 1

    @property
    def pending(self) -> Turn | None:
        """The turn that waits for its answer; none once one was accepted, or nobody is left."""
        return next((turn for turn in self.turns if turn.answer is Answer.PENDING), None)

    def ask(self, supplier_id: UUID, rank: int, *, first_by: datetime, now: datetime) -> Turn:
        """It is this supplier's turn; the first answers by `first_by`."""
        first = self.turns[0] if self.turns else None
        turn = Turn(
            notice_id=self.notice_id,
            lot_id=self.lot_id,
            supplier_id=supplier_id,
            rank=rank,
            asked_at=now,
            answer_by=first_by if first is None else now + (first.answer_by - first.asked_at),
        )
        self.turns.append(turn)
        self.version += 1
        return turn

    def answer(self, supplier_id: UUID, answer: Answer, reason: str | None, *, now: datetime) -> Turn:
        """The supplier whose turn it is accepts or declines, in time. Raises RuleBroken otherwise."""
        turn = self._must_wait()
        if turn.supplier_id != supplier_id:
            raise RuleBroken("It is another supplier's turn.")
        if now > turn.answer_by:
            raise RuleBroken(f"Its time to answer ended at {turn.answer_by.isoformat()}.")
        return self._settle(turn, answer, reason, now=now)

    def lapse(self, *, now: datetime) -> Turn:
        """Nobody answered in time. Raises RuleBroken while somebody still may."""
        turn = self._must_wait()
        if now <= turn.answer_by:
            raise RuleBroken(f"The supplier has until {turn.answer_by.isoformat()} to answer.")
        return self._settle(turn, Answer.LAPSED, None, now=now)

    def _must_wait(self) -> Turn:
        if self.pending is None:
            raise RuleBroken("No supplier is asked any more: one has accepted, or nobody is left.")
        return self.pending

    def _settle(self, turn: Turn, answer: Answer, reason: str | None, *, now: datetime) -> Turn:
        turn.answer, turn.answered_at, turn.reason = answer, now, reason
        self.version += 1
        return turn

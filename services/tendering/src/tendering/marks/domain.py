"""Marks, and what may be put right about one. Pure: no database, no clock, no wire."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.criteria.domain import Source
from tendering.panels.domain import Member

#: The lot, the bid, the criterion and the member: whose mark it is, of what.
Place = tuple[UUID, UUID, str, UUID]


@dataclass(eq=False, kw_only=True)
class Mark:
    """What one member gives one bid for one criterion, from 0 to 10, with the reason. Never changed."""

    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    criterion: str
    member_id: UUID
    mark: Decimal
    rationale: str
    given_at: datetime

    @property
    def place(self) -> Place:
        return self.lot_id, self.bid_id, self.criterion, self.member_id


@dataclass(eq=False, kw_only=True)
class Closing:
    """Nobody marks any more. Prices stay hidden, and a mark may still be moderated, until the quality is settled."""

    notice_id: UUID
    closed_at: datetime


class Cause(StrEnum):
    """Why a mark may be put right. That it lies far from the others is no cause."""

    BID_MISREAD = "bid_misread"
    DESCRIPTOR_MISAPPLIED = "descriptor_misapplied"
    NOT_ASKED_FOR = "not_asked_for"
    SLIP = "slip"


@dataclass(eq=False, kw_only=True)
class Moderation:
    """Another mark in the place of one that was given; the one given stays on record.

    A citizen's counts as it was given unless the citizen consents: no officer writes a citizen's mark.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    criterion: str
    member_id: UUID
    given: Decimal
    becomes: Decimal
    cause: Cause
    explanation: str
    needs_consent: bool
    moderated_at: datetime
    consents: bool | None = None
    answered_at: datetime | None = None

    @classmethod
    def of(
        cls, mark: Mark, member: Member, *, becomes: Decimal, cause: Cause, explanation: str, now: datetime
    ) -> "Moderation":
        """Put a mark right. Raises Unacceptable where that would change nothing."""
        if becomes == mark.mark:
            raise Unacceptable("/becomes", "That is the mark already.")
        return cls(
            notice_id=mark.notice_id,
            lot_id=mark.lot_id,
            bid_id=mark.bid_id,
            criterion=mark.criterion,
            member_id=mark.member_id,
            given=mark.mark,
            becomes=becomes,
            cause=cause,
            explanation=explanation,
            needs_consent=member.kind.source is Source.CITIZEN,
            moderated_at=now,
        )

    @property
    def place(self) -> Place:
        return self.lot_id, self.bid_id, self.criterion, self.member_id

    @property
    def counts(self) -> bool:
        """Whether the moderated mark is the one that is scored."""
        return not self.needs_consent or self.consents is True

    def answer(self, consents: bool, *, now: datetime) -> None:
        """The member whose mark it is consents, or does not."""
        if not self.needs_consent:
            raise RuleBroken("Only a citizen's mark waits for consent.")
        if self.consents is not None:
            raise Conflict("You have answered already.")
        self.consents, self.answered_at = consents, now


def counted(marks: Iterable[Mark], moderations: Iterable[Moderation]) -> dict[Place, Decimal]:
    """The mark that is scored in each place: as given, or as validly moderated."""
    given = {mark.place: mark.mark for mark in marks}
    return given | {each.place: each.becomes for each in moderations if each.counts}

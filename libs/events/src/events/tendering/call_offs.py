"""What is called off under frameworks, and who was invited."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Party


class SupplierInvited(Event):
    """A supplier may bid where not everybody may; it and the buyer hear of it. The entity is the invitation."""

    type: ClassVar[str] = "tendering.supplier.invited.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    buyer: Party
    supplier: Party
    closes_at: datetime

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})


class TurnGiven(Event):
    """A contract is offered to a supplier of a framework; it and the buyer hear of it. The entity is the turn, in these
    two.
    """

    type: ClassVar[str] = "tendering.turn.given.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    buyer: Party
    supplier: Party
    answer_by: datetime

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})


class TurnAnswered(Event):
    """The supplier `accepted` or `declined`, or its turn `lapsed`; it and the buyer hear of it."""

    type: ClassVar[str] = "tendering.turn.answered.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    buyer: Party
    supplier: Party
    answer: str
    reason: str | None = None

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})

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

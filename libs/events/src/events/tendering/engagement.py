"""What happens before a tender notice: the market is asked, users speak, an authority looks at itself."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class EngagementFacts(Part):
    """A preliminary market engagement as announced."""

    engagement_id: UUID
    buyer: Party
    subject: str
    description: str
    category: str  # goods, works, services
    cpv: list[str] = []
    closes_at: datetime | None = None  # until when the market is welcome to answer
    announced_at: datetime


class EngagementAnnounced(Event):
    """The preliminary market engagement notice (UK2) is out. The entity is the engagement."""

    type: ClassVar[str] = "tendering.engagement.announced.v1"

    engagement: EngagementFacts


class ContactLogged(Event):
    """A supplier was met before the tender notice: what it was shown, by SHA-256, and what was said.

    The entity is the contact.
    """

    type: ClassVar[str] = "tendering.contact.logged.v1"

    engagement_id: UUID
    buyer: Party
    supplier: Party
    held_at: datetime
    topic: str
    said: str
    documents: list[str] = []


class DocumentShared(Event):
    """Everybody may read a document that the market was shown. The entity is the engagement."""

    type: ClassVar[str] = "tendering.engagement.document_shared.v1"

    engagement_id: UUID
    sha256: str


class AdvantageAssessed(Event):
    """What taking part did for a supplier's chances: `none`, `avoided` or `unavoidable`. The entity is the engagement."""

    type: ClassVar[str] = "tendering.advantage.assessed.v1"

    engagement_id: UUID
    supplier: Party
    advantage: str
    reasons: str

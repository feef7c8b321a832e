"""What happens before a tender notice: the market is asked, users speak, an authority looks at itself."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class EngagementFacts(Part):
    """A preliminary market engagement as announced."""

    engagement_id: UUID
    buyer: Party
    title: str
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
    """What taking part did for a supplier's chances: none, avoided or unavoidable. The entity is the engagement."""

    type: ClassVar[str] = "tendering.advantage.assessed.v1"

    engagement_id: UUID
    supplier: Party
    advantage: str
    reasons: str


class ContributionFacts(Part):
    """What a group of users gave to the design of a service, whole. It names no person."""

    id: UUID
    engagement_id: UUID
    contributor: str
    contribution: str
    given_on: date
    hours: str  # of all its members together
    paid: str  # pounds, two decimals
    decision: str | None = None
    decided_at: datetime | None = None


class ContributionHeard(Event):
    """You said: users gave something to the design, and were paid. The entity is the contribution, also below."""

    type: ClassVar[str] = "tendering.contribution.heard.v1"

    contribution: ContributionFacts


class ContributionAnswered(Event):
    """We did: what became of a contribution."""

    type: ClassVar[str] = "tendering.contribution.answered.v1"

    contribution: ContributionFacts


class WellBeingConsidered(Event):
    """How a procurement might improve well-being, how to conduct it so, and whether to consult (2012 Act).

    The entity is the engagement, also below.
    """

    type: ClassVar[str] = "tendering.well_being.considered.v1"

    engagement_id: UUID
    improves: str
    conduct: str
    consultation: str


class SubsidiarityConsidered(Event):
    """Which tiers are able to commission what is needed, the lowest first, which does, and why if it is not the lowest.

    `reason` is coded, `explanation` its words. The entity is the engagement, also below.
    """

    type: ClassVar[str] = "tendering.subsidiarity.considered.v1"

    engagement_id: UUID
    tier: str
    able: list[str]
    reason: str | None
    explanation: str | None


class ConflictsAssessed(Event):
    """A conflicts assessment was prepared or revised (s.83). What it says is for the authority and auditors."""

    type: ClassVar[str] = "tendering.conflicts.assessed.v1"

    engagement_id: UUID
    number: int

"""What the registry tells of pledges and of recognised mutuals."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class PledgeSigned(Event):
    """An organisation has signed the public values, or signed again. The entity is the organisation."""

    type: ClassVar[str] = "registry.pledge.signed.v1"

    organisation_id: UUID
    evidence: dict[str, list[UUID]]  # the facts by the value that they evidence


class BadgeFacts(Part):
    """The badge of a recognised mutual, whole."""

    id: UUID
    organisation_id: UUID
    recognised_on: date
    expires_on: date
    status: str  # recognised, threatened, expired, withdrawn
    reason: str | None = None  # why it is to be withdrawn, or was
    reply: str | None = None
    reply_by: date | None = None


class MutualRecognised(Event):
    """A registrar has recognised a public service mutual. The entity is the badge, in this and the two below."""

    type: ClassVar[str] = "registry.mutual.recognised.v1"

    badge: BadgeFacts


class RecognitionChanged(Event):
    """The badge was renewed, has expired, was withdrawn, or was left standing after a reply: it is now this."""

    type: ClassVar[str] = "registry.recognition.changed.v1"

    badge: BadgeFacts


class WithdrawalAnnounced(Event):
    """The badge is to be withdrawn, and why; or the organisation has replied to that. Only it hears of it."""

    type: ClassVar[str] = "registry.withdrawal.announced.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    badge: BadgeFacts

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.badge.organisation_id})

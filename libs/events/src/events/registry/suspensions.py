"""What the registry tells of organisations that are suspended for a time."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class SuspensionFacts(Part):
    """A suspension, whole. It is public from the day on which it is in force."""

    id: UUID
    organisation_id: UUID
    status: str  # announced, in_force, dropped, ended
    reasons: str
    announced_at: datetime
    reply_by: date
    reply: str | None = None
    because: str | None = None  # why it was decided so
    decided_at: datetime | None = None
    decision: UUID | None = None
    ends_on: date  # the last day
    ended_at: datetime | None = None
    ended_because: str | None = None


class SuspensionAnnounced(Event):
    """An organisation may be suspended, has replied to that, or will not be. Only it hears.

    The entity is the suspension, in this and the two below.
    """

    type: ClassVar[str] = "registry.suspension.announced.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    suspension: SuspensionFacts

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.suspension.organisation_id})


class OrganisationSuspended(Event):
    """It is suspended from now on, for these reasons, with what it replied."""

    type: ClassVar[str] = "registry.organisation.suspended.v1"

    suspension: SuspensionFacts


class SuspensionEnded(Event):
    """Its last day is over, or a registrar lifted it before."""

    type: ClassVar[str] = "registry.suspension.ended.v1"

    suspension: SuspensionFacts

"""What grants tells of subsidies to enterprises."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class AssistanceTold(Part):
    """What a recipient says that it was given before."""

    given_on: date
    kind: str
    amount: str


class SubsidyChanged(Event):
    """How the subsidy in an application stands: stated, notified, confirmed, assessed, given or published.

    The entity is the application. The history is the recipient's own business, and the funder's.
    """

    type: ClassVar[str] = "grants.subsidy.changed.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    status: str
    recipient_is_enterprise: bool
    history: list[AssistanceTold]
    amount: str | None
    given_on: date | None
    database_upload_due: date | None
    database_reference: str | None

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id})

"""Signs that a supplier may fail, and the plans for what happens then."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Party


class DistressSignRecorded(Event):
    """An authority recorded a sign of distress, with its source. The entity is the sign, here and below."""

    type: ClassVar[str] = "tendering.distress_sign.recorded.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    organisation: Party
    recorded_by: Party
    sign: str  # late_accounts, court_judgment, insolvency_notice
    occurred_on: date
    source: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.organisation.id, self.recorded_by.id})


class DistressSignAnswered(Event):
    """The organisation has said what it has to say to it, in the place of what it said before."""

    type: ClassVar[str] = "tendering.distress_sign.answered.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    organisation: Party
    recorded_by: Party
    reply: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.organisation.id, self.recorded_by.id})


class DistressSignWithdrawn(Event):
    """It was wrong, or is over."""

    type: ClassVar[str] = "tendering.distress_sign.withdrawn.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    organisation: Party
    recorded_by: Party
    reason: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.organisation.id, self.recorded_by.id})


class ContinuityPlanRequired(Event):
    """A contract needs a continuity plan by then. The entity is the decision that says so, here and when dropped.

    So the story of a contract does not wait for what time asks of it. `contract_id` is always told by now.
    """

    type: ClassVar[str] = "tendering.continuity_plan.required.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    due_on: date
    decision_id: UUID
    contract_id: UUID | None = None


class ContinuityPlanMade(Event):
    """There is one, new or anew; what it says where nothing is withheld. The entity is the contract."""

    type: ClassVar[str] = "tendering.continuity_plan.made.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    plan: str | None
    withheld_because: str | None = None  # sensitive_commercial, national_security, personal
    withheld_until: date | None = None


class ContinuityPlanDropped(Event):
    """None is asked for any longer: the signs are over, its group's part has shrunk, or the contract has ended."""

    type: ClassVar[str] = "tendering.continuity_plan.dropped.v1"

    notice_id: UUID
    buyer: Party
    supplier: Party
    contract_id: UUID | None = None

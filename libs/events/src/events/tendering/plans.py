"""What authorities mean to buy, before any notice."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class PlanAnnounced(Part):
    """A planned procurement, whole. `stage` is pipeline, planned or withdrawn."""

    plan_id: UUID
    buyer: Party
    stage: str
    title: str
    description: str
    category: str  # goods, works, services
    regime: str  # full or light_touch
    cpv: list[str] = []
    value: str  # pounds, two decimals, VAT excluded
    tender_on: date | None = None  # when the tender notice is expected
    starts_on: date | None = None
    ends_on: date | None = None


class PlanPublished(Event):
    """A pipeline notice (UK1) or a planned procurement notice (UK3) is out. The entity is the plan, in these two."""

    type: ClassVar[str] = "tendering.plan.published.v1"

    plan: PlanAnnounced
    restated: bool = False  # it was public before, and is now this


class PlanWithdrawn(Event):
    """It will not be bought after all, and why."""

    type: ClassVar[str] = "tendering.plan.withdrawn.v1"

    plan: PlanAnnounced
    reason: str

"""What authorities mean to buy, before any tender notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chassis.projections import Handler, Write
from events import Event
from events.tendering import PlanPublished, PlanWithdrawn
from transparency.planning_releases.schemas.plans import planned
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.schemas import tenders

#: Stage -> the notice that tells of it, and what OCDS calls the state of its tender.
NOTICES = {"pipeline": ("UK1", "planning"), "planned": ("UK3", "planned")}


@dataclass(frozen=True)
class Plans:
    """For each announcement of a plan, the release that tells of it."""

    imprint: Imprint

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What becomes of which event."""
        return {PlanPublished: self.on_published, PlanWithdrawn: self.on_withdrawn}

    def on_published(self, event: PlanPublished) -> Iterator[Write]:
        """It is in the pipeline (s.93), or about to be advertised (s.15)."""
        ocid, plan = self.imprint.ocid(event.plan.plan_id), event.plan
        notice, status = NOTICES[plan.stage]
        told = tenders.notice_document(str(event.event_id), "plannedProcurementNotice", notice, event.occurred_at)
        sections = {"planning": {"documents": [told]}, "tender": planned(ocid, plan, status)}
        yield self.imprint.kept(event, ocid, plan.buyer, ["planningUpdate" if event.restated else "planning"], sections)

    def on_withdrawn(self, event: PlanWithdrawn) -> Iterator[Write]:
        """It will not be bought after all. No notice of the Act says so before a tender notice; the release does."""
        ocid = self.imprint.ocid(event.plan.plan_id)
        tender = planned(ocid, event.plan, "withdrawn") | {"statusDetails": event.reason}
        yield self.imprint.kept(event, ocid, event.plan.buyer, ["planningUpdate"], {"tender": tender})

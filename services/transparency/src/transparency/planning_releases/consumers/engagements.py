"""How the market is asked, before any tender notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chassis.projections import Handler, Write
from events import Event
from events.tendering import EngagementAnnounced
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.schemas.engagements import engagement


@dataclass(frozen=True)
class Engagements:
    """The release of an engagement: a process of its own, since several notices may follow from it."""

    imprint: Imprint

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What becomes of which event."""
        return {EngagementAnnounced: self.on_announced}

    def on_announced(self, event: EngagementAnnounced) -> Iterator[Write]:
        """The market is asked before anything is decided (ss.16 and 17)."""
        plan = event.engagement
        ocid = self.imprint.ocid(plan.engagement_id)
        sections = engagement(ocid, plan, str(event.event_id))
        yield self.imprint.kept(event, ocid, plan.buyer, ["planning"], sections)

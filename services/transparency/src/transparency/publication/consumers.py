"""Everything that we publish of tendering's events, under one prefix."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.projections import Handler
from events import Event
from transparency.delivery.consumers import Delivery
from transparency.planning_releases.consumers.engagements import Engagements
from transparency.planning_releases.consumers.markets import Markets
from transparency.planning_releases.consumers.plans import Plans
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.consumers.procedures import Procedures


@dataclass(frozen=True)
class Publisher:
    """Publishes under one registered prefix: for each public step of tendering, the release that tells of it."""

    prefix: str

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What becomes of which event."""
        imprint = Imprint(self.prefix)
        parts = (Plans(imprint), Engagements(imprint), Markets(imprint), Procedures(imprint), Delivery(imprint))
        return {event: handler for part in parts for event, handler in part.handlers().items()}

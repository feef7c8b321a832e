"""Dynamic markets: four notices of one process (s.39)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chassis.projections import Handler, Write
from events import Event
from events.tendering import MarketCeased, MarketChanged, MarketEstablished, MarketIntended
from transparency.planning_releases.schemas.markets import market_of
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.schemas.words import instant

#: Notice -> its tag, and the states of the tender and of the dynamic market.
STATES = {
    "UK13": ("planning", "planned", "pending"),
    "UK14": ("tender", "active", "active"),
    "UK15": ("tenderUpdate", "active", "active"),
    "UK16": ("tenderUpdate", "complete", "terminated"),
}


@dataclass(frozen=True)
class Markets:
    """For each notice of a dynamic market, the release that tells of it."""

    imprint: Imprint

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What becomes of which event."""
        return {
            MarketIntended: self.on_intended,
            MarketEstablished: self.on_established,
            MarketChanged: self.on_changed,
            MarketCeased: self.on_ceased,
        }

    def on_intended(self, event: MarketIntended) -> Iterator[Write]:
        """It is to be set up."""
        yield self.told(event, "UK13")

    def on_established(self, event: MarketEstablished) -> Iterator[Write]:
        """Suppliers may apply."""
        yield self.told(event, "UK14")

    def on_changed(self, event: MarketChanged) -> Iterator[Write]:
        """Its conditions or its members are others."""
        yield self.told(event, "UK15")

    def on_ceased(self, event: MarketCeased) -> Iterator[Write]:
        """Nobody buys under it any more."""
        yield self.told(event, "UK16", event.reason)

    def told(
        self,
        event: MarketIntended | MarketEstablished | MarketChanged | MarketCeased,
        notice: str,
        reason: str | None = None,
    ) -> Write:
        """A release of the market as it now stands."""
        tag, status, standing = STATES[notice]
        ocid = self.imprint.ocid(event.market.market_id)
        tender = market_of(ocid, event.market, status, standing, reason)
        told = {"id": str(event.event_id), "noticeType": notice, "datePublished": instant(event.occurred_at)}
        tender["documents"] = [told]
        players = {"tenderer": event.market.members}
        return self.imprint.kept(event, ocid, event.market.buyer, [tag], {"tender": tender}, players=players)

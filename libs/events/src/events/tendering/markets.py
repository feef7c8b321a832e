"""Dynamic markets and their members."""

from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party


class MarketPart(Part):
    name: str
    members: list[UUID]  # of the market's members, those of this part


class MarketFacts(Part):
    """A dynamic market, whole, with its members as they now are."""

    market_id: UUID
    buyer: Party
    standing: str  # intended, established, ceased
    title: str
    description: str
    cpv: list[str] = []
    conditions: str  # what a supplier must meet to be a member
    members: list[Party] = []
    parts: list[MarketPart] = []  # of which suppliers are members each for itself; none: it is one whole


class MarketIntended(Event):
    """A dynamic market is to be set up (UK13). The entity is the market, in these four."""

    type: ClassVar[str] = "tendering.market.intended.v1"

    market: MarketFacts


class MarketEstablished(Event):
    """It was set up (UK14); suppliers may apply."""

    type: ClassVar[str] = "tendering.market.established.v1"

    market: MarketFacts


class MarketChanged(Event):
    """Its conditions or its members are now these (UK15)."""

    type: ClassVar[str] = "tendering.market.changed.v1"

    market: MarketFacts


class MarketCeased(Event):
    """It has come to its end (UK16), and why."""

    type: ClassVar[str] = "tendering.market.ceased.v1"

    market: MarketFacts
    reason: str


class MembershipApplied(Event):
    """A supplier wants to be a member; it and the buyer hear of it. The entity is the application, in these two."""

    type: ClassVar[str] = "tendering.membership.applied.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    market_id: UUID
    buyer: Party
    supplier: Party
    part: str | None = None  # of the market

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})


class MembershipDecided(Event):
    """It was `admitted`, `refused` or, later, `removed`, and why; it and the buyer hear of it."""

    type: ClassVar[str] = "tendering.membership.decided.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    market_id: UUID
    buyer: Party
    supplier: Party
    part: str | None = None  # of the market
    answer: str
    reason: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})

"""How a bid looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, MoneyIn, MoneyOut, Out, Prose, Strict, example
from tendering.bids.domain import Envelope, Offer

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["9f86d081884c7d659a2feaa0c55ad015" * 2])]


class OfferIn(Strict):
    """The price of one lot, VAT excluded."""

    lot_id: IdIn
    price: MoneyIn


class BidIn(
    Strict,
    json_schema_extra=example(
        offers=[
            {"lot_id": "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d", "price": {"amount": "1720000.00", "currency": "GBP"}}
        ],
        proposal="We keep people in their homes.",
    ),
):
    """What goes into the envelope; `documents` are SHA-256 digests."""

    offers: Annotated[list[OfferIn], Field(min_length=1, max_length=100)]
    proposal: Prose
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]

    def envelope(self) -> Envelope:
        """In the words of the domain."""
        offers = tuple(Offer(offer.lot_id, offer.price.parsed()) for offer in self.offers)
        return Envelope(offers, self.proposal, tuple(self.documents))


class Receipt(Out):
    """Proof of when the server had the bid; says nothing of what is in it."""

    id: UUID
    notice_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    version: int


class OfferOut(Out):
    """The price of one lot."""

    lot_id: UUID
    price: MoneyOut


class EnvelopeOut(Out):
    """What the bid says."""

    offers: list[OfferOut]
    proposal: str
    documents: list[str]


class BidOut(Receipt):
    """An opened bid."""

    bidder_id: UUID
    envelope: EnvelopeOut

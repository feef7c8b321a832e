"""How a bid looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalIn, DecimalOut, IdIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example, places
from tendering.bids.domain import Envelope, Offer, Staffing

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["9f86d081884c7d659a2feaa0c55ad015" * 2])]


Posts = Annotated[DecimalIn, Field(gt=0, le=100_000), places(4)]


class StaffingIn(Strict):
    """The posts that will do the work."""

    full_time_equivalents: Posts
    hours_per_week: Annotated[Posts, Field(le=168)]
    weeks_per_year: Annotated[Posts, Field(le=53)]
    years: Annotated[Posts, Field(le=50)]


class OfferIn(Strict):
    """The price of one lot; what is `declared` for each criterion that asks for it, on that criterion's scale."""

    lot_id: IdIn
    price: MoneyIn
    declared: Annotated[dict[Name, DecimalIn], Field(max_length=50, default_factory=dict)]
    staffing: StaffingIn | None = None

    def offer(self) -> Offer:
        """In the words of the domain."""
        staffing = None if self.staffing is None else Staffing(**dict(self.staffing))
        return Offer(self.lot_id, self.price.parsed(), self.declared, staffing)


class BidIn(
    Strict,
    json_schema_extra=example(
        offers=[
            {
                "lot_id": "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
                "price": {"amount": "1720000.00", "currency": "GBP"},
                "staffing": {
                    "full_time_equivalents": 24,
                    "hours_per_week": 37.5,
                    "weeks_per_year": 52,
                    "years": 3,
                },
            }
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
        offers = tuple(offer.offer() for offer in self.offers)
        return Envelope(offers, self.proposal, tuple(self.documents))


class Receipt(Out):
    """Proof of when the server had the bid; says nothing of what is in it."""

    id: UUID
    notice_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    version: int


class StaffingOut(Out):
    """The posts that will do the work."""

    full_time_equivalents: DecimalOut
    hours_per_week: DecimalOut
    weeks_per_year: DecimalOut
    years: DecimalOut


class OfferOut(Out):
    """The price of one lot, and what the bidder commits itself to."""

    lot_id: UUID
    price: MoneyOut
    declared: dict[str, DecimalOut]
    staffing: StaffingOut | None


class EnvelopeOut(Out):
    """What the bid says."""

    offers: list[OfferOut]
    proposal: str
    documents: list[str]


class BidOut(Receipt):
    """An opened bid."""

    bidder_id: UUID
    envelope: EnvelopeOut

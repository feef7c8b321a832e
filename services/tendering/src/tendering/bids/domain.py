"""The rules of a sealed bid. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import ZERO, Money
from tendering.notices.domain import Notice


@dataclass(frozen=True)
class Staffing:
    """The posts that will do the work, so that the price can be set against lawful wages."""

    full_time_equivalents: Decimal
    hours_per_week: Decimal
    weeks_per_year: Decimal
    years: Decimal


@dataclass(frozen=True)
class Offer:
    """The price of one lot, and what the bidder commits itself to there, by the name of the criterion."""

    lot_id: UUID
    price: Money
    declared: Mapping[str, Decimal] = field(default_factory=dict)
    staffing: Staffing | None = None


@dataclass(frozen=True)
class Envelope:
    """What a bid says. It is kept as one opaque value, so that sealing it cryptographically changes nothing around it.

    `documents` are SHA-256 digests of files that the bidder hands over when the envelope is opened.
    """

    offers: tuple[Offer, ...]
    proposal: str
    documents: tuple[str, ...] = ()

    def must_fit(self, notice: Notice) -> None:
        """Raise Unacceptable for an offer that is not for a lot of this notice, or the second one for the same lot, and
        for a commitment that no criterion asks for or that is off its scale.
        """
        unpriced = {lot.id for lot in notice.lots}
        for place, offer in enumerate(self.offers):
            if offer.lot_id not in unpriced:
                raise Unacceptable(f"/offers/{place}/lot_id", "Each must be a lot of this notice, priced once.")
            unpriced.remove(offer.lot_id)
            _must_be_asked_for(offer.declared, notice, f"/offers/{place}/declared")


def _must_be_asked_for(declared: Mapping[str, Decimal], notice: Notice, path: str) -> None:
    scales = {each.name: each.scale_maximum for each in notice.criteria if each.scale_maximum is not None}
    for name, value in declared.items():
        if name not in scales:
            raise Unacceptable(path, f"No criterion {name!r} asks for a commitment.")
        if not 0 <= value <= scales[name]:
            raise Unacceptable(path, f"{name!r} must lie between 0 and {scales[name].normalize():f}.")


@dataclass(eq=False)
class Claim:
    """A lot that a live bid is for. A provider has one live bid for a lot, and may have another for other lots."""

    lot_id: UUID
    bidder_id: UUID
    live: bool = True


@dataclass(eq=False, kw_only=True)
class Bid:
    """One provider's bid for lots of one notice. `received_at` is the server's time of what is now in the envelope."""

    id: UUID
    notice_id: UUID
    bidder_id: UUID
    envelope: Envelope
    received_at: datetime
    withdrawn_at: datetime | None = None
    opened_at: datetime | None = None
    claims: list[Claim] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        self._claim()

    def replace(self, envelope: Envelope, notice: Notice, *, now: datetime) -> None:
        """Put something else in the envelope, in time."""
        must_welcome(notice, now=now)
        self.must_be_live()
        envelope.must_fit(notice)
        self.envelope = envelope
        self._claim()
        self.received_at = now
        self.version += 1

    def withdraw(self, notice: Notice, *, now: datetime) -> None:
        """Take it back, in time. Nobody else will ever know that it was there."""
        must_welcome(notice, now=now)
        self.must_be_live()
        self.withdrawn_at = now
        for claim in self.claims:
            claim.live = False
        self.version += 1

    def _claim(self) -> None:
        """Every lot that is offered, and no other."""
        claimed = {claim.lot_id: claim for claim in self.claims}
        lots = [offer.lot_id for offer in self.envelope.offers]
        self.claims = [claimed.get(lot_id) or Claim(lot_id, self.bidder_id) for lot_id in lots]

    def must_be_live(self) -> None:
        """Raise RuleBroken for a bid that was taken back."""
        if self.withdrawn_at is not None:
            raise RuleBroken("The bid was withdrawn; submit a new one.")

    def price_of(self, lot_ids: Collection[UUID]) -> Money:
        """What these lots cost together. Raises RuleBroken for a lot that was not offered."""
        prices = {offer.lot_id: offer.price for offer in self.envelope.offers}
        if not prices.keys() >= set(lot_ids):
            raise RuleBroken("The bid makes no offer for one of these lots.")
        return sum((prices[lot_id] for lot_id in lot_ids), start=ZERO)


def must_welcome(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken unless the notice welcomes bids. Said before anything is kept: a late bid leaves no trace."""
    if now > notice.closes_at:
        raise RuleBroken(f"The deadline for bids was {notice.closes_at.isoformat()}; nothing of a late bid is kept.")
    if not notice.welcomes_bids(now=now):
        raise RuleBroken(f"The notice is {notice.status} and welcomes no bids.")


def is_entitled(notice: Notice, organisation_id: UUID | None, roles: Collection[str]) -> bool:
    """Whether this reader will see the bids once they are open: the buyer's commissioners, and auditors.

    The buyer's evaluators do not: who scores quality must not know the price.
    """
    return "auditor" in roles or ("commissioner" in roles and organisation_id == notice.buyer_id)


def may_read(bid: Bid, notice: Notice, organisation_id: UUID | None, roles: Collection[str], *, now: datetime) -> bool:
    """Whether this reader may know of the bid at all: its bidder always, who is entitled once it is open."""
    if bid.bidder_id == organisation_id:
        return True
    is_open = bid.withdrawn_at is None and notice.opens_bids(now=now)
    return is_open and is_entitled(notice, organisation_id, roles)


def must_show_prices(notice: Notice) -> None:
    """Raise RuleBroken while panels judge: a price that is seen before the quality is settled colours the marks."""
    if notice.hides_prices:
        raise RuleBroken("The panels judge first; prices are shown once the quality is settled.")


def must_be_open(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken while the bids are sealed, in the same words however many there are."""
    if notice.cancelled_at is not None and not notice.opens_bids(now=now):
        raise RuleBroken("The notice was cancelled before its deadline; its bids stay sealed.")
    if not notice.opens_bids(now=now):
        raise RuleBroken(f"Bids are sealed until the deadline, {notice.closes_at.isoformat()}, has passed.")

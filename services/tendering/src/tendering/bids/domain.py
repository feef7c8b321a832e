"""The rules of a sealed bid. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.money import ZERO, Money
from tendering.envelopes.domain import Envelope, SealedEnvelope
from tendering.notices.domain import Notice
from tendering.receipts.domain import Receipt


@dataclass(eq=False)
class Claim:
    """A lot that a live bid is for. A provider has one live bid for a lot, and may have another for other lots."""

    lot_id: UUID
    bidder_id: UUID
    live: bool = True


@dataclass(eq=False, kw_only=True)
class Bid:
    """One provider's bid for lots of one notice. `received_at` is the server's time of what is now in the envelope.

    Where bids are sealed to a key, there are no `contents` until the openers have met. What does not open then is
    spoilt: it was in time, and counts for nothing.
    `terms_hash` names the terms that it was made for: a bid for terms that were amended since is no bid.
    `digest` is the SHA-256 of a bid in clear, as it was sent.
    """

    id: UUID
    notice_id: UUID
    bidder_id: UUID
    contents: Envelope | None = None
    sealed: SealedEnvelope | None = None
    received_at: datetime
    withdrawn_at: datetime | None = None
    opened_at: datetime | None = None
    spoilt_because: str | None = None
    terms_hash: str | None = None
    digest: str | None = field(default=None, init=False)
    claims: list[Claim] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        shut = self.contents or self.sealed
        self.digest = self.contents.digest if self.contents else None
        self._claim(shut.lots if shut else ())

    @property
    def commitment(self) -> str | None:
        """By which what is in the envelope can be known again: the digest of what came, sealed or in clear."""
        return self.sealed.commitment if self.sealed else self.digest

    @property
    def envelope(self) -> Envelope:
        """What the bid says. Raises RuleBroken while nobody can know."""
        if self.contents is None:
            raise RuleBroken(self.spoilt_because or "The bid is sealed; its openers have not met.")
        return self.contents

    def replace(self, shut: Envelope | SealedEnvelope, notice: Notice, *, now: datetime) -> None:
        """Put something else in the envelope, in time."""
        must_welcome(notice, now=now)
        self.must_be_live()
        shut.must_fit(notice)
        self.contents = shut if isinstance(shut, Envelope) else None
        self.sealed = shut if isinstance(shut, SealedEnvelope) else None
        self.terms_hash = notice.terms_hash
        self.digest = shut.digest if isinstance(shut, Envelope) else None
        self._claim(shut.lots)
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

    def open(self, envelope: Envelope, *, now: datetime) -> None:
        """Show what was sealed."""
        self.contents, self.opened_at = envelope, now
        self.version += 1

    def spoil(self, reason: str, *, now: datetime) -> None:
        """Say why it cannot be shown; the others are opened all the same."""
        self.spoilt_because, self.opened_at = reason, now
        self.version += 1

    def receipt(self, position: int | None) -> Receipt:
        """What its bidder can prove with: when it was here, and what it is known by."""
        return Receipt(
            bid_id=self.id,
            notice_id=self.notice_id,
            bidder_id=self.bidder_id,
            received_at=self.received_at,
            withdrawn_at=self.withdrawn_at,
            commitment=self.commitment,
            terms_hash=self.terms_hash,
            version=self.version,
            position=position,
        )

    def _claim(self, lots: Collection[UUID]) -> None:
        """Every lot that is offered, and no other."""
        claimed = {claim.lot_id: claim for claim in self.claims}
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


class Late(RuleBroken):
    """The deadline has passed. That it was tried is kept, and nothing of what was sent."""

    def __init__(self, notice: Notice) -> None:
        at = notice.closes_at.isoformat()
        super().__init__(f"The deadline for bids was {at}; nothing of what a late bid says is kept.")
        self.notice_id = notice.id


def must_welcome(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken unless the notice welcomes bids: Late after the deadline. Said before anything is kept."""
    if now > notice.closes_at or notice.bids_logged_at is not None:
        raise Late(notice)
    if not notice.welcomes_bids(now=now):
        raise RuleBroken(f"The notice is {notice.status} and welcomes no bids.")


def may_read(bid: Bid, notice: Notice, organisation_id: UUID | None, roles: Collection[str], *, now: datetime) -> bool:
    """Whether this reader may know of the bid at all: its bidder always, who is entitled once it is open."""
    if bid.bidder_id == organisation_id:
        return True
    is_open = bid.withdrawn_at is None and bid.terms_hash == notice.terms_hash and notice.opens_bids(now=now)
    return is_open and notice.shows_all_to(organisation_id, roles)


def must_show_prices(notice: Notice) -> None:
    """Raise RuleBroken while panels judge: a price that is seen before the quality is settled colours the marks."""
    if notice.hides_prices:
        raise RuleBroken("The panels judge first; prices are shown once the quality is settled.")


def must_be_closed(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken until the deadline has passed."""
    if not notice.is_closed(now=now):
        raise RuleBroken(f"Nobody is late before the deadline, {notice.closes_at.isoformat()}, has passed.")


def must_be_open(notice: Notice, *, now: datetime) -> None:
    """Raise RuleBroken while the bids are sealed, in the same words however many there are."""
    if notice.cancelled_at is not None and not notice.is_closed(now=now):
        raise RuleBroken("The notice was cancelled before its deadline; its bids stay sealed.")
    if notice.is_closed(now=now) and not notice.opens_bids(now=now):
        raise RuleBroken("The bids are sealed; their openers have not met.")
    if not notice.opens_bids(now=now):
        raise RuleBroken(f"Bids are sealed until the deadline, {notice.closes_at.isoformat()}, has passed.")

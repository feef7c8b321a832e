"""Whether user-led organisations compete as equals: what they bid for and what they win, beside all others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from kernel.logic import Outcome

FOURTH_PLACE = Decimal("0.0001")


@dataclass(frozen=True)
class Offer:
    """A bid for one lot whose award is decided. `user_led` is what its bidder was on the day it bid."""

    bidder: UUID
    received_on: date
    won: bool
    user_led: Outcome = None


@dataclass(frozen=True)
class Tally:
    """What one class of bidders offered and won."""

    bidders: int
    offers: int
    wins: int

    @property
    def win_rate(self) -> Fraction | None:
        """Wins of offers; None where there were none."""
        return ratio(self.wins, self.offers)


@dataclass(frozen=True)
class Parity:
    """User-led bidders beside others. Those of whom it is unknown are counted apart, and in no ratio."""

    user_led: Tally
    others: Tally
    unknown: Tally

    @property
    def bid_share(self) -> Fraction | None:
        """The part of all offers that user-led bidders made, of bidders whose class is known."""
        return ratio(self.user_led.offers, self.user_led.offers + self.others.offers)

    @property
    def win_share(self) -> Fraction | None:
        """The part of all wins that was theirs, of bidders whose class is known."""
        return ratio(self.user_led.wins, self.user_led.wins + self.others.wins)

    @property
    def win_parity(self) -> Fraction | None:
        """Their win rate over that of the others: 1 is parity. None where there is nothing to compare with."""
        ours, theirs = self.user_led.win_rate, self.others.win_rate
        return ours / theirs if ours is not None and theirs else None


def parity(offers: Iterable[Offer]) -> Parity:
    """What each class offered and won."""
    given = list(offers)
    led, others, unknown = (tally(it for it in given if it.user_led is outcome) for outcome in (True, False, None))
    return Parity(led, others, unknown)


def tally(offers: Iterable[Offer]) -> Tally:
    """How many bidders, offers and wins."""
    given = list(offers)
    return Tally(len({offer.bidder for offer in given}), len(given), sum(offer.won for offer in given))


def ratio(part: int, whole: int) -> Fraction | None:
    """Exact; None over nothing."""
    return Fraction(part, whole) if whole else None


def figure(share: Fraction | None) -> Decimal | None:
    """A ratio as it is shown: four places, rounded half up."""
    if share is None:
        return None
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(FOURTH_PLACE, ROUND_HALF_UP)

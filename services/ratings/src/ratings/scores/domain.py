"""When a tally may be published, and what stands published. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID

from ratings.reviews.domain import Tally


@dataclass(frozen=True)
class Prior:
    """What is usual, before anybody rated: the share of each star from one to five, worth `strength` ratings."""

    shares: Sequence[Fraction]
    strength: int


@dataclass(frozen=True)
class Policy:
    """What the platform decided about publishing ratings; none of it is law."""

    version: str
    prior: Prior
    public_minimum: int  # fewer ratings: nothing is told
    cell_minimum: int  # a count of one to four of an answer is hidden
    hidden_minimum: int  # hidden counts are at least two, and add to this
    step: int  # so many new ratings before a summary is published again: its difference to the last shows nobody
    rest: timedelta  # and so long after it, so that nobody watches single ratings come in


#: PROFILE figures; the prior's mean is 3.70, the market's.
POLICY = Policy(
    version="2026-1",
    prior=Prior([Fraction(share, 100) for share in (8, 10, 17, 34, 31)], strength=20),
    public_minimum=10,
    cell_minimum=5,
    hidden_minimum=10,
    step=5,
    rest=timedelta(days=7),
)


@dataclass(eq=False)
class Publication:
    """The tally of a contract's service as it was last published; what came in since waits."""

    contract_id: UUID
    stars: tuple[int, ...]
    recommend: tuple[int, ...]
    published_at: datetime
    version: int = 1

    @property
    def tally(self) -> Tally:
        return Tally(self.stars, self.recommend)

    def is_outdone_by(self, tally: Tally, policy: Policy, *, now: datetime) -> bool:
        """Whether enough is new, and long enough after the last time."""
        return tally.count - self.tally.count >= policy.step and now - self.published_at >= policy.rest

    def renew(self, tally: Tally, *, now: datetime) -> None:
        self.stars, self.recommend = tally.stars, tally.recommend
        self.published_at = now
        self.version += 1


@dataclass(eq=False)
class Telling:
    """What the other services were last told of everything that an organisation provides."""

    organisation_id: UUID
    stars: tuple[int, ...]
    told_at: datetime

    def is_outdone_by(self, stars: Sequence[int], policy: Policy, *, now: datetime) -> bool:
        """Whether the counts are others, and the last ones have rested: nobody watches single ratings come in."""
        return tuple(stars) != self.stars and now - self.told_at >= policy.rest

    def renew(self, stars: Sequence[int], *, now: datetime) -> None:
        self.stars, self.told_at = tuple(stars), now

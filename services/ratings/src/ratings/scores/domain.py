"""What stands published of ratings. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from ratings.policies.domain import Policy
from ratings.reviews.domain import Tally

Cells = tuple[int | None, ...]


@dataclass(frozen=True)
class Edition:
    """What is published at one time: the tallies, and which of their counts may be seen."""

    tally: Tally
    levels: tuple[int, ...]  # how many rated at level A, B, C
    stars_told: Cells
    recommend_told: Cells
    levels_told: Cells
    recent: Decimal  # the score by which old ratings count less


@dataclass(eq=False)
class Publication:
    """The tally of a contract's service as it was last published; what came in since waits."""

    contract_id: UUID
    stars: tuple[int, ...]
    recommend: tuple[int, ...]
    published_at: datetime
    version: int = 1
    levels: tuple[int, ...] = (0, 0, 0)
    stars_told: Cells = ()
    recommend_told: Cells = ()
    levels_told: Cells = ()
    recent: Decimal = Decimal(0)

    @classmethod
    def first(cls, contract_id: UUID, edition: Edition, *, now: datetime) -> Self:
        """The first edition of what users say of a service."""
        publication = cls(contract_id, (), (), now, 0)
        publication.renew(edition, now=now)
        return publication

    @property
    def tally(self) -> Tally:
        return Tally(self.stars, self.recommend)

    def is_outdone_by(self, tally: Tally, policy: Policy, *, now: datetime) -> bool:
        """Whether enough is new, and long enough after the last time; what was set apart is taken back at once."""
        gain = tally.count - self.tally.count
        return gain <= -policy.step or (gain >= policy.step and now - self.published_at >= policy.rest)

    def renew(self, edition: Edition, *, now: datetime) -> None:
        """Put another edition in its place."""
        self.stars, self.recommend, self.levels = edition.tally.stars, edition.tally.recommend, edition.levels
        self.stars_told, self.recommend_told = edition.stars_told, edition.recommend_told
        self.levels_told, self.recent = edition.levels_told, edition.recent
        self.published_at = now
        self.version += 1

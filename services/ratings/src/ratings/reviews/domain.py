"""What a rater says, and how many said the same."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.stars import LEAST, MOST

#: What came in and was never set apart.
NO_BUNDLE = UUID(int=0)
#: The question that everybody answers; the others are dimensions.
OVERALL = "overall"


class Dimension(StrEnum):
    """What else a rater may give one to five stars."""

    SAFE = "safe"
    RESPECTFUL = "respectful"
    ON_TIME = "on_time"
    MADE_A_DIFFERENCE = "made_a_difference"


class Recommend(StrEnum):
    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True)
class Tally:
    """How many gave one to five stars, and how many answered yes, no or don't know."""

    stars: tuple[int, ...] = (0, 0, 0, 0, 0)
    recommend: tuple[int, ...] = (0, 0, 0)

    @classmethod
    def of(cls, overall: int, recommend: Recommend) -> Self:
        """One rater's review is a tally of one."""
        return cls(
            tuple(int(star == overall) for star in range(LEAST, MOST + 1)),
            tuple(int(answer is recommend) for answer in Recommend),
        )

    @property
    def count(self) -> int:
        return sum(self.stars)

    @property
    def overall(self) -> int:
        """The stars of a tally of one."""
        return LEAST + self.stars.index(1)

    @property
    def answer(self) -> Recommend:
        """The answer of a tally of one."""
        return list(Recommend)[self.recommend.index(1)]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            tuple(map(sum, zip(self.stars, other.stars, strict=True))),
            tuple(map(sum, zip(self.recommend, other.recommend, strict=True))),
        )

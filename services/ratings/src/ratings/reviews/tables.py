"""Where reviews are counted: one row a contract and quarter. No row stands for a review, so none can be traced."""

from sqlalchemy import Column, Integer, String, Table, Uuid

from chassis.database import mapper_of
from kernel.stars import LEAST, MOST
from ratings.reviews.domain import Recommend, Tally

mapper = mapper_of("ratings")

STARS = [f"stars_{star}" for star in range(LEAST, MOST + 1)]
RECOMMEND = [f"recommend_{answer}" for answer in Recommend]


def counts() -> list[Column[int]]:
    """The columns that hold a tally."""
    return [Column(name, Integer, nullable=False) for name in (*STARS, *RECOMMEND)]


def row_of(tally: Tally) -> dict[str, int]:
    """A tally as its columns."""
    return dict(zip((*STARS, *RECOMMEND), (*tally.stars, *tally.recommend), strict=True))


dimension_tallies = Table(
    "dimension_tallies",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("dimension", String, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in STARS),
)
tallies = Table(
    "tallies",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    *counts(),
)

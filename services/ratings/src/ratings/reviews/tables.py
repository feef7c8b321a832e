"""Where reviews are counted: one row a contract and quarter. No row stands for a review, so none can be traced.

`arrivals` counts the same a second time, by level, and by week where a code was used, so that what came in under
suspicion can be taken out again together. Of ratings signed blindly no week is kept: theirs is the quarter's first day.
"""

from sqlalchemy import Boolean, Column, ColumnElement, Date, Index, Integer, String, Table, Uuid, false

from chassis.database import mapper_of
from kernel.stars import LEAST, MOST
from ratings.credentials.tables import level
from ratings.reviews.domain import Recommend, Tally

mapper = mapper_of("ratings")

STARS = [f"stars_{star}" for star in range(LEAST, MOST + 1)]
RECOMMEND = [f"recommend_{answer}" for answer in Recommend]


def counts() -> list[Column[int]]:
    """The columns that hold a tally."""
    return [Column(name, Integer, nullable=False) for name in (*STARS, *RECOMMEND)]


def ratings_in(table: Table) -> ColumnElement[int]:
    """How many ratings a row of this table counts: each gave so many stars, or so many."""
    first, *others = (table.c[name] for name in STARS)
    return sum(others, first)


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
arrivals = Table(
    "arrivals",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("week", Date, primary_key=True),  # its Monday
    level(primary_key=True),
    Column("lot", Uuid, key="bundle", primary_key=True),  # what was set apart together; NO_BUNDLE: nothing of it
    Column("question", String, primary_key=True),  # `overall`, or a dimension
    Column("held", Boolean, nullable=False, server_default=false()),  # set apart, and in no tally
    *counts(),
    Index("arrivals_week_idx", "week"),  # a timer looks at the last few, each second
)

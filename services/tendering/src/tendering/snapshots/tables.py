"""Where it is kept how users rated everything that a provider does."""

from sqlalchemy import ARRAY, Column, Integer, Numeric, String, Table, Uuid

from chassis.database import Instant, mapper_of

mapper = mapper_of("tendering")

# A projection, with its history: a snapshot asks what was known at the deadline.
rated = Table(
    "rated",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("occurred_at", Instant, primary_key=True),
    Column("stars", ARRAY(Integer), nullable=False),
    Column("digest", String, nullable=False, server_default=""),
)
# A projection: what ratings froze for each notice, to be compared with what is found here.
frozen_ratings = Table(
    "frozen_ratings",
    mapper.metadata,
    Column("notice_id", Uuid, primary_key=True),
    Column("digest", String, nullable=False),
)
promises_kept = Table(
    "promises_kept",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("occurred_at", Instant, primary_key=True),
    Column("ratio", Numeric(9, 6)),
)

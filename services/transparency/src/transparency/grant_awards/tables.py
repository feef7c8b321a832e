"""Where the platform's own grants are kept: a projection, rebuilt at will."""

from sqlalchemy import Column, Index, String, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

grants = Table(
    "grants",
    mapper.metadata,
    Column("id", String, primary_key=True),
    Column("published_at", Instant, nullable=False),
    # Whatever the funder may be asked for by: its id here and each of its org-ids.
    Column("funders", ARRAY(String), nullable=False),
    Column("text", Text, nullable=False),
    Index("grants_in_order", "published_at", "id"),
    Index("grants_of_funder", "funders", postgresql_using="gin"),
)

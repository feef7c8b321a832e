"""Where releases are kept: a projection, rebuilt at will."""

from sqlalchemy import Column, Index, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

releases = Table(
    "releases",
    mapper.metadata,
    Column("ocid", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("published_at", Instant, nullable=False),
    Column("tags", ARRAY(String), nullable=False),
    # Whatever the buyer may be asked for by: its id here and each of its org-ids.
    Column("buyers", ARRAY(String), nullable=False),
    Column("buyer_id", Uuid, nullable=False),
    Column("text", Text, nullable=False),
    Index("releases_in_order", "published_at", "id"),
    Index("releases_of_buyer", "buyers", postgresql_using="gin"),
)

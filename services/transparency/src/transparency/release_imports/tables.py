"""Where other portals' releases are kept. Facts of this service: no rebuild empties them."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

imported_releases = Table(
    "imported_releases",
    mapper.metadata,
    Column("ocid", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("published_at", Instant, nullable=False),  # here, that is: when it was imported
    Column("date", Instant, nullable=False),  # what the release says
    Column("publisher", String, nullable=False),
    Column("envelope", ForeignKey("envelopes.digest"), nullable=False),
    Column("tags", ARRAY(String), nullable=False),
    Column("buyers", ARRAY(String), nullable=False),
    Column("text", Text, nullable=False),
    Column("content", String(64), nullable=False),  # the same for every spelling of the same JSON
    Column("notes", ARRAY(Text), nullable=False),
    Index("imported_releases_in_order", "published_at", "ocid", "id"),
    Index("imported_releases_of_buyer", "buyers", postgresql_using="gin"),
)

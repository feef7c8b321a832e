"""Where other funders' grants are kept. Facts of this service: no rebuild empties them."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

imported_grants = Table(
    "imported_grants",
    mapper.metadata,
    Column("id", String, primary_key=True),
    Column("published_at", Instant, nullable=False),
    Column("publisher", String, nullable=False),
    Column("modified", String, nullable=False),
    Column("envelope", ForeignKey("envelopes.digest"), nullable=False),
    Column("funders", ARRAY(String), nullable=False),
    Column("text", Text, nullable=False),
    Column("original", Text, nullable=False),  # as published, where `text` was mended
    Column("content", String(64), nullable=False),  # of the original
    Column("repairs", ARRAY(Text), nullable=False),
    Index("imported_grants_in_order", "published_at", "id"),
    Index("imported_grants_of_funder", "funders", postgresql_using="gin"),
)

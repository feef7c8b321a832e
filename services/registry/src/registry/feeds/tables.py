"""Where other directories' objects are kept, as they came. Reference material: no event tells of it."""

from sqlalchemy import Column, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant, mapper_of

mapper = mapper_of("registry")

feed_objects = Table(
    "feed_objects",
    mapper.metadata,
    Column("kind", String, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("feed", String, nullable=False),  # whose directory it was read from
    Column("object", JSONB, nullable=False),
    Column("read_at", Instant, nullable=False),
    Index("feed_objects_of_feed_idx", "feed", "kind"),
)

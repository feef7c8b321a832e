"""Where releases are kept: a projection, rebuilt at will."""

from sqlalchemy import Column, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

releases = Table(
    "releases",
    mapper.metadata,
    Column("ocid", String, primary_key=True),
    Column("entity_version", Integer, primary_key=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("published_at", Instant, nullable=False),
    Column("release", JSONB, nullable=False),
)

"""Where it is kept what was told, for which competitions it counts, and what was frozen: none of it is altered."""

from sqlalchemy import Column, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.database import Instant, mapper_of
from ratings.snapshots.domain import Snapshot, Telling

mapper = mapper_of("ratings")

told_ratings = Table(
    "told_ratings",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("told_at", Instant, primary_key=True),
    Column("stars", ARRAY(Integer, as_tuple=True), nullable=False),
    Column("salt", String, nullable=False),
)
# A projection of notices that somebody may bid for.
competitions = Table(
    "competitions",
    mapper.metadata,
    Column("notice_id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("service_code", String, nullable=False),
    Column("closes_at", Instant, nullable=False, index=True),
)
snapshots = Table(
    "evidence_snapshots",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", Uuid, nullable=False, unique=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("service_code", String, nullable=False, server_default=""),
    Column("as_of", Instant, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("digest", String, nullable=False),
)

mapper.map_imperatively(Telling, told_ratings)
mapper.map_imperatively(Snapshot, snapshots)

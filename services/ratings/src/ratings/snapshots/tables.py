"""Where snapshots are kept: one a notice, never altered."""

from sqlalchemy import Column, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant, mapper_of
from ratings.snapshots.domain import Snapshot

mapper = mapper_of("ratings")

snapshots = Table(
    "evidence_snapshots",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", Uuid, nullable=False, unique=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("policy", String, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("digest", String, nullable=False),
)

mapper.map_imperatively(Snapshot, snapshots)

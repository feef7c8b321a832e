"""Where pairs and merges are kept."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from chassis.database import Instant
from registry.duplicates.domain import Candidate, Ground, Verdict
from registry.duplicates.rules.merges import Given, Merge
from registry.organisations.domain import Status
from registry.organisations.tables import mapper
from registry.particulars.domain import OtherName, Role
from registry.particulars.tables import Listed

candidates = Table(
    "duplicate_candidates",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("one_id", ForeignKey("organisations.id"), nullable=False),
    Column("other_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("found_at", Instant, nullable=False),
    Column("grounds", ARRAY(Enum(Ground, native_enum=False, values_callable=list, length=30)), nullable=False),
    Column("score", Integer, nullable=False),
    Column("verdict", Enum(Verdict, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("reason", String),
    Column("decided_by", String),
    Column("decided_at", Instant),
    Column("version", Integer, nullable=False),
    CheckConstraint("one_id < other_id", name="order"),
    UniqueConstraint("one_id", "other_id"),
)
Index("duplicate_candidates_in_order_idx", candidates.c.verdict, -candidates.c.score, candidates.c.id)

traits = Table(
    "duplicate_traits",
    mapper.metadata,
    Column("organisation_id", ForeignKey("organisations.id"), primary_key=True),
    Column("trait", String(collation="C"), primary_key=True),
    Index("duplicate_traits_trait_idx", "trait"),
)

merges = Table(
    "merges",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("survivor_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("merged_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("merged_at", Instant, nullable=False),
    Column("given", Listed(Given), nullable=False),
    Column("roles", ARRAY(Enum(Role, native_enum=False, values_callable=list, length=30)), nullable=False),
    Column("names", Listed(OtherName), nullable=False),
    Column("status", Enum(Status, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("status_since", Date),
    Column("parted_because", String),
    Column("parted_at", Instant),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Candidate, candidates, version_id_col=candidates.c.version, version_id_generator=False)
mapper.map_imperatively(Merge, merges, version_id_col=merges.c.version, version_id_generator=False)

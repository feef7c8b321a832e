"""Where declarations are kept."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from grants.interests.domain import Declaration

mapper = mapper_of("grants")

declarations = Table(
    "interest_declarations",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False),
    Column("assessor", String, nullable=False),
    Column("has_conflict", Boolean, nullable=False),
    Column("explanation", String),
    Column("declared_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("application_id", "assessor"),
)

mapper.map_imperatively(Declaration, declarations, version_id_col=declarations.c.version, version_id_generator=False)

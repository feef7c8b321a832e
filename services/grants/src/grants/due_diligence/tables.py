"""Where checks are kept, each as it was made."""

from sqlalchemy import ARRAY, Column, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of
from grants.due_diligence.domain import Check, Kind, Override, Result

mapper = mapper_of("grants")

checks = Table(
    "diligence_checks",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False, index=True),
    Column("kind", Enum(Kind, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("result", Enum(Result, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("source", String, nullable=False),
    Column("finding", String),
    Column("checked_at", Instant, nullable=False),
    Column("correction", String),
    Column("corrected_at", Instant),
    Column("version", Integer, nullable=False),
)
overrides = Table(
    "diligence_overrides",
    mapper.metadata,
    Column("application_id", ForeignKey("applications.id"), primary_key=True),
    Column("reason", String, nullable=False),
    Column("checks", ARRAY(Uuid), nullable=False),
    Column("overridden_by", String, nullable=False),
    Column("overridden_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Check, checks, version_id_col=checks.c.version, version_id_generator=False)
mapper.map_imperatively(Override, overrides, version_id_col=overrides.c.version, version_id_generator=False)

"""Where assessments are kept."""

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from grants.assessment.domain import Assessment, Recommendation

mapper = mapper_of("grants")

assessments = Table(
    "assessments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False),
    Column("assessor", String, nullable=False),
    Column("score", Integer, nullable=False),
    Column("recommendation", Enum(Recommendation, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("rationale", String, nullable=False),
    Column("assessed_at", Instant, nullable=False),
    UniqueConstraint("application_id", "assessor"),
    CheckConstraint("score between 0 and 100", name="score"),
)

mapper.map_imperatively(Assessment, assessments)

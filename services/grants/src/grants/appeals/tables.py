"""Where appeals are kept: one against each decision."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from grants.appeals.domain import Appeal

mapper = mapper_of("grants")

appeals = Table(
    "appeals",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False),
    Column("funder_id", Uuid, nullable=False),
    Column("applicant_id", Uuid, nullable=False),
    Column("declined_because", String, nullable=False),
    Column("declined_at", Instant, nullable=False),
    Column("grounds", String, nullable=False),
    Column("lodged_at", Instant, nullable=False),
    Column("is_timely", Boolean, nullable=False),
    Column("answer_due_on", Date, nullable=False),
    Column("upheld", Boolean),
    Column("reasons", String),
    Column("decided_by", String),
    Column("decided_at", Instant),
    Column("version", Integer, nullable=False),
    UniqueConstraint("application_id", "declined_at", name="appeals_decision_key"),
)
Index("appeals_funder", appeals.c.funder_id, appeals.c.id)
Index("appeals_applicant", appeals.c.applicant_id, appeals.c.id)

mapper.map_imperatively(Appeal, appeals, version_id_col=appeals.c.version, version_id_generator=False)

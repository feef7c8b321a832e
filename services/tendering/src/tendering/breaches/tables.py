"""Where breaches are kept."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, Pence, mapper_of, word
from tendering.breaches.domain import Breach, Consequence

mapper = mapper_of("tendering")

breaches = Table(
    "breaches",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("consequence", word(Consequence), nullable=False),
    Column("requirement", String, nullable=False),
    Column("description", String, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("is_statutory", Boolean, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("value", Pence),
    Column("assessment_id", ForeignKey("assessments.id")),
    Column("published_at", Instant),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    Breach,
    breaches,
    version_id_col=breaches.c.version,
    version_id_generator=False,
)

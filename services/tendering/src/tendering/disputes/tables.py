"""Where disputes over assessments are kept."""

from sqlalchemy import Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of
from tendering.disputes.domain import Dispute
from tendering.track_records.domain import DisputeOutcome

mapper = mapper_of("tendering")

assessment_disputes = Table(
    "assessment_disputes",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("assessment_id", ForeignKey("assessments.id"), nullable=False, unique=True),  # disputed once
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("disputed_at", Instant, nullable=False),
    Column("until", Date, nullable=False),
    Column("outcome", Enum(DisputeOutcome, native_enum=False, values_callable=list, length=30)),
    Column("decision", String),
    Column("decided_by", String),
    Column("decided_at", Instant),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    Dispute,
    assessment_disputes,
    version_id_col=assessment_disputes.c.version,
    version_id_generator=False,
)

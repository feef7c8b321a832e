"""Where claims of outcomes are kept. They never leave: the ledger is told of counts only."""

from sqlalchemy import Boolean, Column, Enum, ForeignKey, Index, Integer, String, Table, UniqueConstraint, Uuid, and_

from chassis.database import Instant, mapper_of
from grants.outcomes.domain import OutcomeClaim, OutcomeStatus, Sample

mapper = mapper_of("grants")

outcome_claims = Table(
    "outcome_claims",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), nullable=False),
    Column("funder_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("reference", String, nullable=False),
    Column("person", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("claimed_at", Instant, nullable=False),
    Column("status", Enum(OutcomeStatus, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("reason", String),
    Column("repeated", Boolean, nullable=False),
    Column("paid_share", String, nullable=False),
    Column("verified_by", String),
    UniqueConstraint("grant_id", "number"),
    UniqueConstraint("reference", "grant_id"),
)
# One person and outcome pays once, whichever two of the funder's grants are verified at the same instant.
Index(
    "outcome_claims_once",
    outcome_claims.c.funder_id,
    outcome_claims.c.person,
    outcome_claims.c.outcome,
    unique=True,
    postgresql_where=and_(outcome_claims.c.status == OutcomeStatus.VERIFIED, outcome_claims.c.repeated.is_(False)),
)
samples = Table(
    "outcome_samples",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), nullable=False, index=True),
    Column("claims", Integer, nullable=False),
    Column("sampled", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("paid_share", String),
    Column("decision_id", Uuid, nullable=False),
    Column("verified_by", String, nullable=False),
    Column("taken_at", Instant, nullable=False),
)

mapper.map_imperatively(OutcomeClaim, outcome_claims)
mapper.map_imperatively(Sample, samples)

"""Where claims are kept."""

from sqlalchemy import Column, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, Pence, mapper_of
from grants.claims.domain import Basis, Claim, ClaimStatus

mapper = mapper_of("grants")

claims = Table(
    "claims",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), primary_key=True),
    Column("claim_number", Integer, primary_key=True),
    Column("basis", Enum(Basis, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("milestone", Integer),
    Column("amount", Pence, nullable=False),
    Column("evidence", String, nullable=False),
    Column("submitted_by", String, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("status", Enum(ClaimStatus, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("verified_by", String),
    Column("approved_by", String),
    Column("reason", String),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Claim, claims, version_id_col=claims.c.version, version_id_generator=False)

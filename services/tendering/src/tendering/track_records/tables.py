"""Where it is kept how buyers assessed a supplier's contracts."""

from sqlalchemy import Column, Date, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, Pence, mapper_of

mapper = mapper_of("tendering")

# A projection, with its history: a competition asks what was known at its deadline, and of contracts as they then were.
past_assessments = Table(
    "past_assessments",
    mapper.metadata,
    Column("assessment_id", Uuid, primary_key=True),
    Column("supplier_id", Uuid, nullable=False, index=True),
    Column("contract_id", Uuid, nullable=False),
    Column("buyer_id", Uuid, nullable=False),
    Column("value", Pence, nullable=False),
    Column("last", Date, nullable=False),
    Column("assessed_at", Instant, nullable=False),
    Column("ratings", ARRAY(String), nullable=False),
    Column("divisions", ARRAY(String), nullable=False),
    Column("disputed_at", Instant),
    Column("suspended_until", Date),
    Column("decided_at", Instant),
    Column("outcome", String),
)

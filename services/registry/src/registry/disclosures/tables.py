"""Where disclosures are kept; a corrected one stays."""

from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Index, Integer, String, Table, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant
from registry.disclosures.domain import Disclosure, Kind
from registry.organisations.tables import mapper

disclosures = Table(
    "disclosures",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("kind", Enum(Kind, native_enum=False, values_callable=list), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("figures", JSONB, nullable=False),
    Column("disclosed_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("days_late", Integer, nullable=False),
    Column("decision_id", Uuid, nullable=False),
    Column("sha256", String),
    Column("corrects", ForeignKey("disclosures.id"), unique=True),
    Column("current", Boolean, nullable=False),
    Index(
        "disclosures_current_idx",
        *("organisation_id", "kind", "first"),
        postgresql_where=text("current"),
    ),
)
mapper.map_imperatively(Disclosure, disclosures)

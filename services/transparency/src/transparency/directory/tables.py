"""Where what is listed is kept: projections of the other services, rebuilt at will."""

from sqlalchemy import DDL, BigInteger, Boolean, Column, Date, Index, Integer, Numeric, String, Table, Text, Uuid, event
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")


def sought(table: str) -> Index:
    """By words and by likeness: trigrams of what `domain.folded` leaves."""
    return Index(f"{table}_search_idx", "search", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"})


# Byte order ("C"): one plain index gives the list from A to Z.
organisations = Table(
    "listed_organisations",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("search", String(collation="C"), nullable=False),
    Column("org_ids", ARRAY(String), nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("listed_organisations_in_order", "search", "id"),
    Index("listed_organisations_org_ids_idx", "org_ids", postgresql_using="gin"),
    sought("listed_organisations"),
)
# A trusted extension: whoever owns the database may create it.
event.listen(organisations, "before_create", DDL("create extension if not exists pg_trgm"))  # type: ignore[no-untyped-call]

notices = Table(
    "listed_notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", String, nullable=False),
    Column("search", String, nullable=False),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("published_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False, index=True),
    Column("cancelled_at", Instant),
    Column("cancelled_for", Text),
    Column("value", BigInteger, nullable=False),  # pence, all lots together
    Column("facts", JSONB, nullable=False),
    sought("listed_notices"),
)

engagements = Table(
    "listed_engagements",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("facts", JSONB, nullable=False),
)

contacts = Table(
    "listed_contacts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("engagement_id", Uuid, nullable=False, index=True),
    Column("supplier", String, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("topic", String, nullable=False),
    Column("said", Text, nullable=False),
    Column("documents", ARRAY(String), nullable=False),
)

contributions = Table(
    "listed_contributions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("engagement_id", Uuid, nullable=False, index=True),
    Column("facts", JSONB, nullable=False),
)

awards = Table(
    "listed_awards",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", Uuid, nullable=False, index=True),
    Column("decided_at", Instant, nullable=False),
    Column("facts", JSONB, nullable=False),
)

contracts = Table(
    "listed_contracts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("search", String, nullable=False),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("supplier_ids", ARRAY(Uuid), nullable=False),
    Column("status", String, nullable=False),
    Column("value", BigInteger, nullable=False),  # pence
    Column("signed_at", Instant, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("listed_contracts_in_order", "signed_at", "id"),
    Index("listed_contracts_supplier_ids_idx", "supplier_ids", postgresql_using="gin"),
    sought("listed_contracts"),
)

contract_steps = Table(
    "listed_contract_steps",
    mapper.metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("number", Integer, nullable=False),  # the contract's version when it was taken
    Column("kind", String, nullable=False),  # signed, amended, ended, terminated; assessed, stands, set_aside
    Column("at", Instant, nullable=False),
    Column(
        "day", Date
    ),  # the contract's last day, of a step that ended it; the last day of the period that was assessed
    Column("said", Text, nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("ends_on", Date, nullable=False),
)

schemes = Table(
    "listed_schemes",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False, index=True),
    Column("facts", JSONB, nullable=False),
)

grants = Table(
    "listed_grants",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", String, nullable=False),
    Column("search", String, nullable=False),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("recipient_id", Uuid, nullable=False, index=True),
    Column("value", BigInteger, nullable=False),  # pence awarded
    Column("awarded_on", Date, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("listed_grants_in_order", "awarded_on", "id"),
    sought("listed_grants"),
)

ratings = Table(
    "listed_ratings",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("service", String, nullable=False),
    Column("count", Integer, nullable=False),
    Column("score", Numeric(5, 4)),  # null while suppressed
)

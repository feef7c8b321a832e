"""Where evidence is kept: what was found, what was set aside since, what contradicts itself. Rows are only added."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant
from registry.organisations.tables import mapper

facts = Table(
    "facts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("value", JSONB, nullable=False),
    Column("source", String, nullable=False),
    Column("standing", Integer, nullable=False),
    Column("reference", String, nullable=False),
    Column("document", String),
    Column("retrieved_on", Date, nullable=False),
    Column("expires_on", Date),
    Column("corrects", ForeignKey("facts.id"), unique=True),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", Uuid),
    Index("facts_organisation_name_idx", "organisation", "name"),
    Index("facts_expires_on_idx", "expires_on", postgresql_where=text("expires_on is not null")),
)
# A fact is never changed: that it no longer counts, and why, is a row of its own.
set_aside = Table(
    "facts_set_aside",
    mapper.metadata,
    Column("fact_id", ForeignKey("facts.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", Uuid),
    Column("at", Instant, nullable=False),
)
# So that the end of a fact is told once.
lapsed = Table(
    "facts_lapsed",
    mapper.metadata,
    Column("fact_id", ForeignKey("facts.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)
disputes = Table(
    "disputes",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", Uuid),
    Column("reason", Text),
    # One at a time for each name: a later contradiction belongs to the dispute that is open.
    Index("disputes_open_key", "organisation", "name", unique=True, postgresql_where=text("settled_at is null")),
)

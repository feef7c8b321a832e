"""Every classification that was made, for ever; the last one of an organisation is the current one."""

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant
from registry.organisations.tables import mapper

classifications = Table(
    "classifications",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_for", Date, nullable=False),
    Column("verdicts", JSONB, nullable=False),
    Column("due_after", Date, nullable=False),  # the last day on which none of it has to be judged again
    Column("superseded_at", Instant),
    Index("classifications_current_key", "organisation", unique=True, postgresql_where=text("superseded_at is null")),
    Index("classifications_due_idx", "due_after", postgresql_where=text("superseded_at is null")),
)

"""Where appeals are kept."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text, Uuid, text

from chassis.database import Instant
from registry.appeals.domain import Appeal
from registry.organisations.tables import mapper

appeals = Table(
    "appeals",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("label", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("value", String),
    Column("grounds", Text, nullable=False),
    Column("lodged_at", Instant, nullable=False),
    Column("upheld", Boolean),
    Column("reasons", Text),
    Column("decided_by", String),
    Column("decided_at", Instant),
    # One at a time against each verdict.
    Index("appeals_open_key", "organisation", "label", unique=True, postgresql_where=text("upheld is null")),
)
mapper.map_imperatively(Appeal, appeals)

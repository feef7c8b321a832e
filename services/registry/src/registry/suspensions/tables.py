"""Where suspensions are kept; none is ever deleted."""

from sqlalchemy import Column, Date, Enum, ForeignKey, Index, Integer, String, Table, Text, Uuid, text

from chassis.database import Instant
from registry.organisations.tables import mapper
from registry.suspensions.domain import Status, Suspension

suspensions = Table(
    "suspensions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("reasons", Text, nullable=False),
    Column("announced_by", String, nullable=False),
    Column("announced_at", Instant, nullable=False),
    Column("reply_by", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("status", Enum(Status, native_enum=False, values_callable=list), nullable=False),
    Column("reply", Text),
    Column("because", Text),
    Column("decided_at", Instant),
    Column("decision", Uuid),
    Column("ended_at", Instant),
    Column("ended_because", Text),
    Column("version", Integer, nullable=False),
    # One at a time: one that ended makes room for another.
    Index(
        "suspensions_open_key",
        "organisation_id",
        unique=True,
        postgresql_where=text("status in ('announced', 'in_force')"),
    ),
)
mapper.map_imperatively(Suspension, suspensions, version_id_col=suspensions.c.version, version_id_generator=False)

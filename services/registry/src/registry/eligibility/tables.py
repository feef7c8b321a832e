"""Where reserved contracts are kept: those declared, and those that tendering told of."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant
from registry.eligibility.domain import ReservedContract
from registry.organisations.tables import mapper

reserved_contracts = Table(
    "reserved_contracts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("authority_id", Uuid, nullable=False),
    Column("awarded_on", Date, nullable=False),
    Column("comparable", Boolean),
    Column("title", String, nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("source", String, nullable=False),
    Column("declared_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("withdrawn_because", String),
    Column("version", Integer, nullable=False),
)
# A projection of tendering's awards, rebuilt at will.
reserved_awards = Table(
    "reserved_awards",
    mapper.metadata,
    Column("award_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True, index=True),
    Column("authority_id", Uuid, nullable=False),
    Column("awarded_on", Date, nullable=False),
    Column("title", String, nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
)

mapper.map_imperatively(
    ReservedContract, reserved_contracts, version_id_col=reserved_contracts.c.version, version_id_generator=False
)

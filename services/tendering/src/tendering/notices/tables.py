"""Where notices are kept."""

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, Identity, Integer, String, Table, Uuid
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.notices.domain import Criterion, Lot, Notice, Status

mapper = mapper_of("tendering")

notices = Table(
    "notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("status", Enum(Status, native_enum=False, values_callable=list), nullable=False),
    Column("version", Integer, nullable=False),
)
lots = Table(
    "lots",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
)
criteria = Table(
    "criteria",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("points", Integer, nullable=False),
)

mapper.map_imperatively(Lot, lots, properties={"value": composite(Money, lots.c.pence)})
mapper.map_imperatively(Criterion, criteria)
mapper.map_imperatively(
    Notice,
    notices,
    version_id_col=notices.c.version,
    properties={
        "lots": relationship(Lot, lazy="selectin", cascade="all, delete-orphan", order_by=lots.c.id),
        "criteria": relationship(Criterion, lazy="selectin", cascade="all, delete-orphan", order_by=criteria.c.id),
    },
)

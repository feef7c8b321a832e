"""Where promises, deliveries, retentions and reviews are kept."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of, word
from kernel.money import Money
from tendering.performance.domain import Direction
from tendering.social_value.domain import Delivery, Promise, Retention, Review

mapper = mapper_of("tendering")

promises = Table(
    "promises",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("reference", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("weight", Numeric, nullable=False),
    Column("promised", Numeric, nullable=False),
    Column("direction", word(Direction), nullable=False),
    Column("due_on", Date),
    Column("number", Integer, nullable=False),
    Column("promised_at", Instant, nullable=False),
    Column("judged_at", Instant),
    UniqueConstraint("contract_id", "reference"),
)
Index("promises_to_judge", promises.c.due_on, postgresql_where=promises.c.judged_at.is_(None))
deliveries = Table(
    "deliveries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("promise_id", ForeignKey("promises.id"), nullable=False, index=True),
    Column("reported", Numeric, nullable=False),
    Column("evidence", String, nullable=False),
    Column("reported_at", Instant, nullable=False),
    Column("verified", Numeric),
    Column("verified_by", String),
    Column("verified_at", Instant),
)
retentions = Table(
    "retentions",
    mapper.metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("held_pence", BigInteger, nullable=False),
    Column("released_pence", BigInteger, nullable=False),
)
reviews = Table(
    "value_reviews",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("ratio", Numeric(9, 6)),
    Column("released_pence", BigInteger, nullable=False),
    Column("reviewed_at", Instant, nullable=False),
    UniqueConstraint("contract_id", "number"),
)

mapper.map_imperatively(Delivery, deliveries)
mapper.map_imperatively(
    Promise,
    promises,
    properties={
        "deliveries": relationship(Delivery, lazy="selectin", cascade="all", order_by=deliveries.c.reported_at)
    },
)
mapper.map_imperatively(
    Retention,
    retentions,
    properties={
        "held": composite(Money, retentions.c.held_pence),
        "released": composite(Money, retentions.c.released_pence),
    },
)
mapper.map_imperatively(Review, reviews, properties={"released": composite(Money, reviews.c.released_pence)})

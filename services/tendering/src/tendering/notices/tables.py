"""Where notices are kept."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.notices.domain import Category, Criterion, CriterionKind, Lot, Notice, Procedure, Regime, Status

mapper = mapper_of("tendering")


def word(of: type[Status | Category | Procedure | Regime | CriterionKind]) -> Enum:
    """A code list, kept as its words."""
    return Enum(of, native_enum=False, values_callable=list, length=30)


notices = Table(
    "notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("category", word(Category), nullable=False),
    Column("procedure", word(Procedure), nullable=False),
    Column("regime", word(Regime), nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("closes_at", Instant, nullable=False, index=True),
    Column("status", word(Status), nullable=False),
    Column("published_at", Instant),
    Column("cancelled_at", Instant),
    Column("cancelled_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("status = 'draft' or published_at is not null", name="published"),
    Index("notices_buyer", "buyer_id", "id"),
)
lots = Table(
    "lots",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("place", BigInteger, Identity(), nullable=False),  # lots stay in the order in which they were written
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("description", String),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("award_id", Uuid),
)
criteria = Table(
    "criteria",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("kind", word(CriterionKind), nullable=False),
    Column("weight", Integer, nullable=False),
)

mapper.map_imperatively(Lot, lots, properties={"value": composite(Money, lots.c.pence)})
mapper.map_imperatively(Criterion, criteria)
mapper.map_imperatively(
    Notice,
    notices,
    version_id_col=notices.c.version,
    version_id_generator=False,  # the domain counts, so that a change of a lot alone is a new version too
    properties={
        "lots": relationship(Lot, lazy="selectin", cascade="all, delete-orphan", order_by=lots.c.place),
        "criteria": relationship(Criterion, lazy="selectin", cascade="all, delete-orphan", order_by=criteria.c.id),
    },
)

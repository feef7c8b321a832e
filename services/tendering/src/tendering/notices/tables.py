"""Where notices are kept."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.notices.domain import Lot, LotLimit, Notice, Status
from tendering.obligations.domain import Category, Procedure, Regime

mapper = mapper_of("tendering")


def word(of: type[Status | Category | Procedure | Regime | CriterionKind | Source | Reservation]) -> Enum:
    """A code list, kept as its words."""
    return Enum(of, native_enum=False, values_callable=list, length=30)


class Limit(TypeDecorator[LotLimit]):
    """A lot limit as one JSON object: it is read and replaced whole."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: LotLimit | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else {"lots": list(value.lots), "maximum": value.maximum}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> LotLimit | None:
        return None if value is None else LotLimit(tuple(value["lots"]), value["maximum"])


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
    Column("values_include_vat", Boolean, nullable=False, server_default="false"),
    Column("lot_limit", Limit),
    Column("status", word(Status), nullable=False),
    Column("published_at", Instant),
    Column("cancelled_at", Instant),
    Column("cancelled_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("has_panels", Boolean, nullable=False, server_default="false"),
    Column("quality_locked_at", Instant),
    Column("sealing_key_id", Uuid),
    Column("bids_logged_at", Instant),
    Column("bids_opened_at", Instant),
    Column("method_digest", String(64)),
    Column("terms_hash", String(64)),
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
    Column("reference", String),
    Column("description", String),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("extension_months", Integer, nullable=False, server_default="0"),
    Column("reserved", word(Reservation)),
    Column("reserved_areas", ARRAY(String), nullable=False, server_default="{}"),
    Column("award_id", Uuid),
)
criteria = Table(
    "criteria",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("kind", word(CriterionKind), nullable=False),
    Column("weight", Numeric(5, 2), nullable=False),
    Column("source", word(Source), nullable=False),
    Column("scale_maximum", Numeric(12, 4)),
    Column("unit", String),
    Column("relates_because", String),
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

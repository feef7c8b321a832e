"""Where indicators and assessments are kept."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.performance.domain import Assessment, Band, Direction, Finding, Indicator
from tendering.track_records.domain import Rating

mapper = mapper_of("tendering")


class Bands(TypeDecorator[tuple[Band, ...]]):
    """Bands as one JSON list: they are read whole. Numbers are text, so that they stay exact."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Band, ...] | None, dialect: Dialect) -> list[list[str]]:
        return [[str(band.from_pct), band.rating.value] for band in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Band, ...]:
        return tuple(Band(Decimal(from_pct), Rating(rating)) for from_pct, rating in value or ())


indicators = Table(
    "indicators",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("reference", String, nullable=False),
    Column("title", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("direction", word(Direction), nullable=False),
    Column("target", Numeric, nullable=False),
    Column("bands", Bands, nullable=False),
    Column("agreed_at", Instant, nullable=False),
    UniqueConstraint("contract_id", "reference"),
)
assessments = Table(
    "assessments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("assessed_at", Instant, nullable=False),
    Column("is_statutory", Boolean, nullable=False),
    Column("assessed_by", String),
    Column("plan", String),
    Column("plan_due_on", Date),
    Column("planned_at", Instant),
    Column("version", Integer, nullable=False),
    UniqueConstraint("contract_id", "last"),
)
findings = Table(
    "findings",
    mapper.metadata,
    Column("assessment_id", ForeignKey("assessments.id"), primary_key=True),
    Column("indicator_id", ForeignKey("indicators.id"), primary_key=True),
    Column("actual", Numeric, nullable=False),
    Column("attainment_pct", Numeric),
    Column("rating", word(Rating), nullable=False),
)

mapper.map_imperatively(Indicator, indicators)
mapper.map_imperatively(Finding, findings)
mapper.map_imperatively(
    Assessment,
    assessments,
    version_id_col=assessments.c.version,
    version_id_generator=False,
    properties={
        "findings": relationship(Finding, lazy="selectin", cascade="all", order_by=findings.c.indicator_id),
    },
)

"""Where criteria are kept, each with the notice that states it."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Numeric,
    String,
    Table,
    TypeDecorator,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import mapper_of, word
from tendering.criteria.domain import Criterion, CriterionKind, Descriptor, Source, Topic

mapper = mapper_of("tendering")


class Descriptors(TypeDecorator[list[Descriptor]]):
    """What marks mean, as one JSON list; the marks are text, so that they stay exact."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: list[Descriptor] | None, dialect: Dialect) -> list[dict[str, str]]:
        return [{"mark": str(each.mark), "says": each.says} for each in value or ()]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> list[Descriptor]:
        return [Descriptor(Decimal(each["mark"]), each["says"]) for each in value or ()]


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
    Column("topic", word(Topic)),
    Column("metric", String),
    Column("descriptors", Descriptors, nullable=False, server_default=text("'[]'")),
    Column("times_delivery", Boolean, nullable=False, server_default=false()),
)

mapper.map_imperatively(Criterion, criteria)

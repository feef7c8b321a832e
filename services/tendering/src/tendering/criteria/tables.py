"""Where criteria are kept, each with the notice that states it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Numeric,
    String,
    Table,
    false,
    text,
)

from chassis.database import Whole, mapper_of, word
from tendering.criteria.domain import Criterion, CriterionKind, Descriptor, Source, Topic

mapper = mapper_of("tendering")


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
    Column("descriptors", Whole(list[Descriptor]), nullable=False, server_default=text("'[]'")),
    Column("times_delivery", Boolean, nullable=False, server_default=false()),
)

mapper.map_imperatively(Criterion, criteria)

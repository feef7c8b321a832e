"""Where criteria are kept, each with the notice that states it."""

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, Identity, Numeric, String, Table

from chassis.database import mapper_of
from tendering.criteria.domain import Criterion, CriterionKind, Source, Topic

mapper = mapper_of("tendering")

criteria = Table(
    "criteria",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("kind", Enum(CriterionKind, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("weight", Numeric(5, 2), nullable=False),
    Column("source", Enum(Source, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("scale_maximum", Numeric(12, 4)),
    Column("unit", String),
    Column("relates_because", String),
    Column("topic", Enum(Topic, native_enum=False, values_callable=list, length=30)),
)

mapper.map_imperatively(Criterion, criteria)

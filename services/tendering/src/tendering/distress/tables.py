"""Where recorded signs of distress are kept."""

from sqlalchemy import Column, Date, Enum, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of
from tendering.distress.domain import DistressSign, Sign

mapper = mapper_of("tendering")

distress_signs = Table(
    "distress_signs",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("sign", Enum(Sign, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("source", String, nullable=False),
    Column("recorded_by", Uuid, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("reply", String),
    Column("withdrawn_at", Instant),
    Column("withdrawn_because", String),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    DistressSign, distress_signs, version_id_col=distress_signs.c.version, version_id_generator=False
)

"""Where it is kept that a name was taken down. The name is nowhere."""

from sqlalchemy import Column, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of
from tendering.takedowns.domain import Cause, Takedown

mapper = mapper_of("tendering")

takedowns = Table(
    "takedowns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("import_id", ForeignKey("spend_imports.id"), nullable=False, index=True),
    Column("record", Integer, nullable=False),
    Column("cause", Enum(Cause, native_enum=False, values_callable=list, length=20), nullable=False),
    Column("lines", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("taken_down_at", Instant, nullable=False),
)

mapper.map_imperatively(Takedown, takedowns)

"""Where adoptions are kept, one after the other: what stood on an earlier day still can be read."""

from sqlalchemy import ARRAY, Boolean, Column, Enum, Index, String, Table, Uuid

from chassis.database import Instant, mapper_of
from grants.adoptions.domain import Adoption, Standard

mapper = mapper_of("grants")

adoptions = Table(
    "adoptions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False),
    Column("is_bound", Boolean, nullable=False),
    Column("standards", ARRAY(Enum(Standard, native_enum=False, values_callable=list, length=40)), nullable=False),
    Column("statement", String, nullable=False),
    Column("adopted_at", Instant, nullable=False),
)
Index("adoptions_in_force", adoptions.c.funder_id, adoptions.c.adopted_at)

mapper.map_imperatively(Adoption, adoptions)

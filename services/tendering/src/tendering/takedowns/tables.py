"""Where it is kept that a name was taken down, and by what it is known again. The name is nowhere."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.takedowns.domain import Cause, Takedown

mapper = mapper_of("tendering")

takedowns = Table(
    "takedowns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("import_id", ForeignKey("spend_imports.id"), nullable=False, index=True),
    Column("record", Integer, nullable=False),
    Column("cause", word(Cause, length=20), nullable=False),
    Column("lines", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("taken_down_at", Instant, nullable=False),
)

#: Digests under the service's secret: without that nobody can try names on them.
withheld_names = Table(
    "withheld_names",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("payer_id", Uuid, index=True),
    Column("takedown_id", ForeignKey("takedowns.id"), nullable=False),
)

mapper.map_imperatively(Takedown, takedowns)

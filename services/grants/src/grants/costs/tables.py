"""Where the costs of applications are kept, with what was awarded for them."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Pence, mapper_of
from grants.costs.domain import Costing, CostLine

mapper = mapper_of("grants")

costings = Table(
    "costings",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("applications.id"), primary_key=True),
    Column("funder_id", Uuid, nullable=False),
    Column("recipient_id", Uuid, nullable=False, index=True),
    Column("requested", Pence, nullable=False),
    Column("awarded", Pence),
    Column("version", Integer, nullable=False),
)
cost_lines = Table(
    "cost_lines",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("costings.application_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reference", String, nullable=False),
    Column("title", String, nullable=False),
    Column("cost", Pence, nullable=False),
    Column("asked", Pence, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("key", String, nullable=False),
    CheckConstraint("asked between 0 and cost", name="asked"),
)
Index("cost_lines_key", cost_lines.c.key)

mapper.map_imperatively(CostLine, cost_lines)
mapper.map_imperatively(
    Costing,
    costings,
    version_id_col=costings.c.version,
    version_id_generator=False,
    properties={
        "lines": relationship(CostLine, lazy="selectin", cascade="all, delete-orphan", order_by=cost_lines.c.number),
    },
)

"""Where it is counted what was called off under each framework."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import mapper_of
from kernel.money import Money
from tendering.frameworks.domain import Use

mapper = mapper_of("tendering")

framework_uses = Table(
    "framework_uses",
    mapper.metadata,
    Column("award_id", Uuid, primary_key=True),
    Column("framework_id", ForeignKey("notices.id"), nullable=False),
    Column("lot_id", ForeignKey("lots.id"), nullable=False, index=True),
    Column("pence", BigInteger, nullable=False),
)

mapper.map_imperatively(Use, framework_uses, properties={"value": composite(Money, framework_uses.c.pence)})

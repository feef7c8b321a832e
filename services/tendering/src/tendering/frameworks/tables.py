"""Where it is counted what was called off under each framework, and kept who signed which round of an open one."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Table, Uuid
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
framework_rounds = Table(
    "framework_rounds",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("supplier_id", Uuid, primary_key=True),
    Column("first_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("signed_on", Date, nullable=False),
)

mapper.map_imperatively(Use, framework_uses, properties={"value": composite(Money, framework_uses.c.pence)})

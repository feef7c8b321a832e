"""Where it is kept how grants ended, and what came back."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, Pence, mapper_of
from grants.reconciliation.domain import Closure, Repayment

mapper = mapper_of("grants")

closures = Table(
    "closures",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), primary_key=True),
    Column("actual_eligible_cost", Pence, nullable=False),
    Column("evidence", String, nullable=False),
    Column("breach", String),
    Column("closed_at", Instant, nullable=False),
    Column("closed_by", String, nullable=False),
    Column("version", Integer, nullable=False),
)
repayments = Table(
    "repayments",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("closures.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("amount", Pence, nullable=False),
    Column("received_on", Date, nullable=False),
)

mapper.map_imperatively(Repayment, repayments)
mapper.map_imperatively(
    Closure,
    closures,
    version_id_col=closures.c.version,
    version_id_generator=False,
    properties={
        "repayments": relationship(Repayment, lazy="selectin", cascade="all", order_by=repayments.c.number),
    },
)

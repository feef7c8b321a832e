"""Where returns of outcomes are kept."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, Pence, mapper_of
from tendering.outcomes.domain import Return

mapper = mapper_of("tendering")


returns = Table(
    "outcome_returns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("places", Integer, nullable=False),
    Column("occupied_nights", Integer, nullable=False),
    Column("outcomes", Integer, nullable=False),
    Column("outcome", String, nullable=False),
    Column("annual_cost", Pence),
    Column("reported_at", Instant, nullable=False),
)

mapper.map_imperatively(Return, returns)

"""Where returns of outcomes are kept."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, String, Table, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.outcomes.domain import Return

mapper = mapper_of("tendering")


class Pence(TypeDecorator[Money]):
    """Money that may be missing."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.pence

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


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

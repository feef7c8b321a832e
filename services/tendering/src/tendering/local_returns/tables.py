"""Where returns of local staff and purchases are kept."""

from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, TypeDecorator, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.local_returns.domain import LocalReturn, Purchases

mapper = mapper_of("tendering")
PARTS = ("total", "local", "social_enterprise")


class PurchasesMade(TypeDecorator[Purchases]):
    """Purchases as one JSON object of pence."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Purchases | None, dialect: Dialect) -> dict[str, int] | None:
        return None if value is None else {name: getattr(value, name).pence for name in PARTS}

    def process_result_value(self, value: Any, dialect: Dialect) -> Purchases | None:
        return None if value is None else Purchases(**{name: Money(value[name]) for name in PARTS})


local_returns = Table(
    "local_returns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("area", String(9), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("staff", Integer, nullable=False),
    Column("local_staff", Integer, nullable=False),
    Column("purchases", PurchasesMade),
    Column("returned_at", Instant, nullable=False),
    UniqueConstraint("contract_id", "area", "last"),
)

mapper.map_imperatively(LocalReturn, local_returns)

"""Where settlements are kept."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Numeric,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import Money, SignedMoney
from tendering.gain_share.domain import Settlement, Share

mapper = mapper_of("tendering")


class Shares(TypeDecorator[tuple[Share, ...]]):
    """Shares as one JSON list: they are written once and read whole."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Share, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [[each.reference, each.amount and each.amount.pence] for each in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Share, ...]:
        return tuple(
            Share(reference=reference, amount=None if pence is None else SignedMoney(pence))
            for reference, pence in value or ()
        )


settlements = Table(
    "settlements",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("target_pence", BigInteger, nullable=False),
    Column("actual_pence", BigInteger, nullable=False),
    Column("gate_pct", Numeric(7, 4)),
    Column("gate_passed", Boolean, nullable=False),
    Column("pool_pence", BigInteger, nullable=False),
    Column("unshared_pence", BigInteger, nullable=False, server_default="0"),
    Column("shares", Shares, nullable=False),
    Column("settled_at", Instant, nullable=False),
    UniqueConstraint("alliance_id", "number"),
)

mapper.map_imperatively(
    Settlement,
    settlements,
    properties={
        "target_cost": composite(Money, settlements.c.target_pence),
        "actual_cost": composite(Money, settlements.c.actual_pence),
        "provider_pool": composite(SignedMoney, settlements.c.pool_pence),
        "unshared": composite(SignedMoney, settlements.c.unshared_pence),
    },
)

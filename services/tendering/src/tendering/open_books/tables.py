"""Where returns of open books are kept."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
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
from tendering.book_quarters.tables import CostLines, RelatedPayments
from tendering.open_books.domain import BookReturn, Employer, Watch

mapper = mapper_of("tendering")


class Employers(TypeDecorator[tuple[Employer, ...]]):
    """Employers as one JSON list."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Employer, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [[each.name, each.headcount, each.lowest_hourly.pence] for each in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Employer, ...]:
        return tuple(
            Employer(name=name, headcount=headcount, lowest_hourly=Money(pence)) for name, headcount, pence in value
        )


returns = Table(
    "open_book_returns",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("charges_pence", BigInteger, nullable=False),
    Column("costs", CostLines, nullable=False),
    Column("margin_pence", BigInteger, nullable=False),
    Column("margin_bid_pct", Numeric(7, 4), nullable=False),
    Column("related", RelatedPayments, nullable=False),
    Column("staff", Employers, nullable=False),
    Column("returned_at", Instant, nullable=False),
    Column("index_rise_pct", Numeric(7, 4)),
    UniqueConstraint("contract_id", "last"),
)

watches = Table(
    "book_watches",
    mapper.metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("looked_on", Date, nullable=False),
    Column("told_due_on", Date),
    Column("is_settled", Boolean, nullable=False),
)

mapper.map_imperatively(Watch, watches)
mapper.map_imperatively(
    BookReturn,
    returns,
    properties={
        "charges": composite(Money, returns.c.charges_pence),
        "margin": composite(SignedMoney, returns.c.margin_pence),
    },
)

"""Where the quarters of open books are kept."""

from typing import Any

from sqlalchemy import BigInteger, Column, Date, ForeignKey, String, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import Money, SignedMoney
from tendering.book_quarters.domain import LINES, Costs, Posting, QuarterReturn, RelatedPayment
from tendering.redactions.tables import Redactions

mapper = mapper_of("tendering")


class CostLines(TypeDecorator[Costs]):
    """Costs as one JSON object of pence: they are written once and read whole."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Costs | None, dialect: Dialect) -> dict[str, int]:
        return {name: getattr(value, name).pence for name in LINES}

    def process_result_value(self, value: Any, dialect: Dialect) -> Costs:
        return Costs(**{name: Money(value[name]) for name in LINES})


class RelatedPayments(TypeDecorator[tuple[RelatedPayment, ...]]):
    """Payments to related parties as one JSON list."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[RelatedPayment, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [[each.payee, each.relation, each.amount.pence] for each in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[RelatedPayment, ...]:
        return tuple(
            RelatedPayment(payee=payee, relation=relation, amount=Money(pence)) for payee, relation, pence in value
        )


class Postings(TypeDecorator[tuple[Posting, ...]]):
    """The postings of lines as one JSON list."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Posting, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [[each.line, each.description, each.amount.pence] for each in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Posting, ...]:
        return tuple(
            Posting(line=line, description=description, amount=Money(pence)) for line, description, pence in value
        )


quarters = Table(
    "book_quarters",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("charges_pence", BigInteger, nullable=False),
    Column("costs", CostLines, nullable=False),
    Column("margin_pence", BigInteger, nullable=False),
    Column("related", RelatedPayments, nullable=False),
    Column("postings", Postings, nullable=False),
    Column("withheld", Redactions, nullable=False),
    Column("report_sha256", String(64)),
    Column("replaces", ForeignKey("book_quarters.id"), unique=True),
    Column("because", String),
    Column("returned_at", Instant, nullable=False),
)

mapper.map_imperatively(
    QuarterReturn,
    quarters,
    properties={
        "charges": composite(Money, quarters.c.charges_pence),
        "margin": composite(SignedMoney, quarters.c.margin_pence),
    },
)

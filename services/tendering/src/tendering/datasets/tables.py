"""Where datasets and their payments are kept."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Date, Dialect, ForeignKey, Integer, String, Table, TypeDecorator, Uuid
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import SignedMoney
from tendering.datasets.domain import Dataset, ToldPayment

mapper = mapper_of("tendering")


class Figures(TypeDecorator[dict[str, Decimal]]):
    """Exact figures by their names, as text."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: dict[str, Decimal] | None, dialect: Dialect) -> Any:
        """To the database."""
        return {name: str(figure) for name, figure in (value or {}).items()}

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, Decimal]:
        """From the database."""
        return {name: Decimal(figure) for name, figure in value.items()}


datasets = Table(
    "datasets",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("authority_id", Uuid, nullable=False),
    Column("reference", String, nullable=False),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("division", String),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("figures", Figures, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Unique("authority_id", "reference"),
)
told_payments = Table(
    "told_payments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("dataset_id", ForeignKey("datasets.id"), nullable=False),
    Column("reference", String, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("payer_id", Uuid),
    Column("payee_id", Uuid),
    Column("pence", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("division", String),
    Column("told_at", Instant, nullable=False),
    Unique("dataset_id", "reference"),
)
mapper.map_imperatively(Dataset, datasets)
mapper.map_imperatively(
    ToldPayment, told_payments, properties={"amount": composite(SignedMoney, told_payments.c.pence)}
)

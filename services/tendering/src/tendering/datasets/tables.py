"""Where datasets and their payments are kept."""

from decimal import Decimal

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import composite

from chassis.database import Instant, Whole, mapper_of
from kernel.money import SignedMoney
from tendering.datasets.domain import Dataset, ToldPayment

mapper = mapper_of("tendering")


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
    Column("figures", Whole(dict[str, Decimal]), nullable=False),
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

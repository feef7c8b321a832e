"""Where payments are kept: a projection of tendering, rebuilt at will."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of

mapper = mapper_of("transparency")

datasets = Table(
    "spend_datasets",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("reference", String, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("spend_datasets_of_buyers", "buyer_id", "id"),
)
payments = Table(
    "spend_payments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("dataset", String),  # None: what the authority and its suppliers posted of their own payments
    Column("reference", String, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("payer_id", Uuid),
    Column("payer", String),  # the name as it was told, which may be that it is withheld
    Column("payee_id", Uuid),
    Column("payee", String),
    Column("pence", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("division", String),
    Index("spend_payments_in_order", "buyer_id", "dataset", "paid_on"),
    Index(
        "spend_payments_prime",
        *("paid_on", "buyer_id", "payee_id", "pence"),
        postgresql_where=text("dataset is null and tier = 1"),
    ),
    Index("spend_payments_payers", "payer_id"),
    Index("spend_payments_payees", "payee_id"),
)

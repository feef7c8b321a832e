"""Where it is kept what authorities paid, and say of their contracts: a projection of tendering, rebuilt at will."""

from sqlalchemy import BigInteger, Column, Date, Index, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of

mapper = mapper_of("transparency")

#: What a buyer said of a contract for the register, whole.
register_entries = Table(
    "contract_register_entries",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("facts", JSONB, nullable=False),
)

#: Only what an authority itself paid: what its suppliers paid on is another's spending.
authority_payments = Table(
    "authority_payments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    Column("paid_on", Date, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("authority_payments_in_order", "buyer_id", "paid_on", "id"),
)

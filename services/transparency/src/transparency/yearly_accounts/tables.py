"""Where it is kept how quickly authorities paid, as they published it: a projection of tendering, rebuilt at will."""

from sqlalchemy import Column, Date, Index, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of

mapper = mapper_of("transparency")

payments_notices = Table(
    "authority_payments_notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("last", Date, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("authority_payments_notices_in_order", "buyer_id", "last"),
)

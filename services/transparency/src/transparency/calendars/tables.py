"""Where calendars are kept: a projection of tendering, rebuilt at will."""

from sqlalchemy import Column, Date, Index, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of

mapper = mapper_of("transparency")

calendars = Table(
    "calendars",
    mapper.metadata,
    Column("notice_id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("matters_until", Date, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("calendars_buyer", "buyer_id", "matters_until"),
)

#: What an authority owes beside its procurements.
authority_calendars = Table(
    "authority_calendars",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("facts", JSONB, nullable=False),
)

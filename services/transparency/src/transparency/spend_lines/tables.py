"""Where it is kept which spend files there are: a projection of tendering, rebuilt at will."""

from sqlalchemy import Column, Date, Index, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.database import mapper_of

mapper = mapper_of("transparency")

#: Spend files of authorities, by their imports. Their lines lie in the store, where a name in them can come down.
authority_spend_files = Table(
    "authority_spend_files",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("months", ARRAY(Date), nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("authority_spend_files_in_order", "buyer_id", "id"),
)

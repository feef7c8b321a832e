"""The public halves of all keys that ever signed a receipt, so that it can be checked for as long as it is kept."""

from sqlalchemy import Column, String, Table

from chassis.database import Instant, mapper_of

mapper = mapper_of("tendering")

receipt_keys = Table(
    "receipt_keys",
    mapper.metadata,
    Column("kid", String(43), primary_key=True),
    Column("x", String(43), nullable=False),
    Column("first_used_at", Instant, nullable=False),
)

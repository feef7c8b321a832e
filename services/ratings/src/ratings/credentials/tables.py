"""Where credentials are kept: their digests, and whether they are spent. Not on what, not when, not by whom."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Table, Uuid, false

from chassis.database import mapper_of

mapper = mapper_of("ratings")

credentials = Table(
    "credentials",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("quarter", String, nullable=False),
    Column("spent", Boolean, nullable=False, server_default=false()),
)
issued = Table(
    "issued",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("count", Integer, nullable=False),
)

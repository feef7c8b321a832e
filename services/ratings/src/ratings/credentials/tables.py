"""Where credentials are kept: their digests, and whether they are spent. Not on what, not when, not by whom."""

from sqlalchemy import Boolean, Column, Enum, Integer, LargeBinary, String, Table, UniqueConstraint, Uuid, false

from chassis.database import Instant, mapper_of
from ratings.credentials.domain import Level, RatingKey

mapper = mapper_of("ratings")


def level(**settings: object) -> Column[Level]:
    """A column that holds a level."""
    kind = Enum(Level, native_enum=False, values_callable=list, length=1)
    return Column("level", kind, nullable=False, **settings)  # type: ignore[arg-type]


credentials = Table(
    "credentials",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("quarter", String, nullable=False),
    Column("spent", Boolean, nullable=False, server_default=false()),
    level(server_default=Level.B),
)
issued = Table(
    "issued",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("count", Integer, nullable=False),
)
rating_keys = Table(
    "rating_keys",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("quarter", String, nullable=False),
    Column("roll_id", Uuid, index=True),
    Column("modulus", LargeBinary, nullable=False),
    Column("cohort", Integer, nullable=False),
    Column("invited", Integer, nullable=False, server_default="0"),
    Column("published_at", Instant, nullable=False),
    Column("signs_from", Instant, nullable=False),
    Column("signs_until", Instant, nullable=False),
    Column("signed", Integer),
    UniqueConstraint("contract_id", "quarter", "roll_id", postgresql_nulls_not_distinct=True),
)
nullifiers = Table(
    "nullifiers",
    mapper.metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("nullifier", LargeBinary, primary_key=True),
)
spendings = Table(
    "spendings",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    level(primary_key=True),
    Column("count", Integer, nullable=False),
)

mapper.map_imperatively(RatingKey, rating_keys)

"""What the issuer keeps, in a schema of its own: its private keys, sealed, whom it invited, and a log of what it did.

Nothing here points at a rating, and no table outside points here: what both sides know of a credential is its key. The
issuer's own login alone opens the schema, so no statement can join the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Identity,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    event,
    false,
)
from sqlalchemy.schema import CreateSchema

from chassis.database import Instant, mapper_of
from ratings.issuance.domain import Invitation

mapper = mapper_of("ratings")
SCHEMA = "issuer"

signing_keys = Table(
    "keys",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("quarter", String, nullable=False),
    Column("roll_id", Uuid),
    Column("sealed", LargeBinary),  # gone once the key is closed
    UniqueConstraint("contract_id", "quarter", "roll_id", postgresql_nulls_not_distinct=True),
    schema=SCHEMA,
)
invitations = Table(
    "invitations",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("key_id", Uuid, nullable=False),
    Column("contact", LargeBinary, nullable=False),
    Column("answered", LargeBinary),
    Column("exchanged", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("key_id", "contact"),
    schema=SCHEMA,
)
log = Table(
    "log",
    mapper.metadata,
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("key_id", Uuid, nullable=False),
    Column("act", String, nullable=False),  # published, invited, signed, exchanged, closed
    Column("count", Integer, nullable=False),
    schema=SCHEMA,
)

event.listen(mapper.metadata, "before_create", CreateSchema(SCHEMA, if_not_exists=True))
mapper.map_imperatively(Invitation, invitations)

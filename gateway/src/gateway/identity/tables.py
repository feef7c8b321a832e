"""Where signing keys are kept."""

from sqlalchemy import Column, LargeBinary, String, Table

from chassis.database import Instant, mapper_of
from gateway.identity.domain import SigningKey

mapper = mapper_of("gateway")

signing_keys = Table(
    "signing_keys",
    mapper.metadata,
    Column("kid", String(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("signs_from", Instant, nullable=False, unique=True),
    Column("signs_until", Instant, nullable=False),
)

mapper.map_imperatively(SigningKey, signing_keys)

"""Where clients are kept."""

from sqlalchemy import ARRAY, Column, Enum, Integer, LargeBinary, String, Table, Uuid

from chassis.database import Instant, mapper_of
from gateway.clients.domain import Client, Kind

mapper = mapper_of("gateway")

clients = Table(
    "clients",
    mapper.metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", Enum(Kind, native_enum=False, length=16, values_callable=list), nullable=False),
    Column("name", String(200), nullable=False),
    Column("organisation", Uuid, index=True),
    Column("roles", ARRAY(String), nullable=False),
    Column("scopes", ARRAY(String), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("quota", Integer),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

mapper.map_imperatively(Client, clients)

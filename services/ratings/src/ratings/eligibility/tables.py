"""What tendering and the registry told of services and organisations, rebuilt at will; and how many used a service."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of
from chassis.organisations import organisations_table
from ratings.eligibility.domain import Contacts, Service

mapper = mapper_of("ratings")

known_organisations = organisations_table(mapper.metadata)
services = Table(
    "services",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("provider_ids", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("title", String, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("recall_clause", String),
    Index("services_provider_ids_idx", "provider_ids", postgresql_using="gin"),
)
contacts = Table(
    "contacts",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    Column("eligible", Integer, nullable=False),
    Column("stated_at", Instant, nullable=False),
)

mapper.map_imperatively(Service, services)
mapper.map_imperatively(Contacts, contacts)

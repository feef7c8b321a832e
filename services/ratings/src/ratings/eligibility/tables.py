"""What tendering and the registry told of services and organisations: projections, rebuilt at will."""

from sqlalchemy import Column, Date, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import mapper_of
from chassis.organisations import organisations_table
from ratings.eligibility.domain import Service

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
    Index("services_provider_ids_idx", "provider_ids", postgresql_using="gin"),
)

mapper.map_imperatively(Service, services)

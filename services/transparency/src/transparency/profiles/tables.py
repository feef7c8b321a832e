"""Where it is kept: projections of the registry, rebuilt at will. Each row's `facts` are an event's own words."""

from sqlalchemy import Boolean, Column, Date, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.database import Instant, mapper_of

mapper = mapper_of("transparency")

classifications = Table(
    "profile_classifications",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("facts", JSONB, nullable=False),
)

disputes = Table(
    "profile_disputes",  # that are not settled
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("facts", JSONB, nullable=False),
)

ownerships = Table(
    "profile_ownerships",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("owner_ids", ARRAY(Uuid), nullable=False),  # whoever holds, or held, something of it
    Column("facts", JSONB, nullable=False),
    Index("profile_ownerships_owner_ids_idx", "owner_ids", postgresql_using="gin"),
)

successions = Table(
    "profile_successions",
    mapper.metadata,
    Column("body_id", Uuid, primary_key=True),  # that has ended
    Column("successor_ids", ARRAY(Uuid), nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("profile_successions_successor_ids_idx", "successor_ids", postgresql_using="gin"),
)

services = Table(
    "profile_services",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("facts", JSONB, nullable=False),
)

meetings = Table(
    "profile_meetings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("held_at", Instant, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index("profile_meetings_in_order", "organisation_id", "held_at"),
)

disclosures = Table(
    "profile_disclosures",  # the last word on each kind and period
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("last", Date, primary_key=True),
    Column("facts", JSONB, nullable=False),
)

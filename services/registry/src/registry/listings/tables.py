"""Where search finds services: their listings, the map, and their terms."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from chassis.database import Instant, mapper_of

mapper = mapper_of("registry")

listings = Table(
    "listings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("feed", String),  # whose directory it was read from; null for the register's own
    Column("organisation_id", ForeignKey("organisations.id"), index=True),
    Column("organisation_name", String, nullable=False),
    Column("name", String, nullable=False),
    Column("search_name", String(collation="C"), nullable=False),
    Column("description", Text, nullable=False),
    Column("words", TSVECTOR, nullable=False),
    Column("status", String, nullable=False),
    Column("modified_at", Instant, nullable=False, index=True),
    Column("areas", ARRAY(String), nullable=False),
    Column("languages", ARRAY(String), nullable=False),
    Column("beneficiaries", ARRAY(String), nullable=False),
    Column("minimum_age", Float),
    Column("maximum_age", Float),
    Column("vacancies", Integer),
    Column("self_referral", Boolean),
    Column("hours", JSONB, nullable=False),
    Index("listings_words_idx", "words", postgresql_using="gin"),
    Index("listings_areas_idx", "areas", postgresql_using="gin"),
    Index("listings_in_order_idx", "search_name", "id"),
    Index(
        "listings_search_name_trgm_idx",
        "search_name",
        postgresql_using="gin",
        postgresql_ops={"search_name": "gin_trgm_ops"},
    ),
)
#: Services at locations (HSDS): a box on the map is found by this index, a circle by the distance within the box.
spots = Table(
    "spots",
    mapper.metadata,
    Column("service_id", ForeignKey("listings.id"), primary_key=True),
    Column("id", Uuid, primary_key=True, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Index("spots_map_idx", "latitude", "longitude"),
)
listed_terms = Table(
    "listed_terms",
    mapper.metadata,
    Column("service_id", ForeignKey("listings.id"), primary_key=True),
    Column("id", Uuid, primary_key=True, index=True),
    Column("taxonomy_id", Uuid, nullable=False, index=True),
    Column("taxonomy", String, nullable=False),
    Column("name", String, nullable=False),
    Column("shown", JSONB, nullable=False),
)

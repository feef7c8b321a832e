"""Where published tallies are kept."""

from sqlalchemy import Column, Integer, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of
from ratings.scores.domain import Publication, Telling

mapper = mapper_of("ratings")

publications = Table(
    "publications",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("stars", ARRAY(Integer, as_tuple=True), nullable=False),
    Column("recommend", ARRAY(Integer, as_tuple=True), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Publication, publications, version_id_col=publications.c.version, version_id_generator=False)

tellings = Table(
    "tellings",
    mapper.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("stars", ARRAY(Integer, as_tuple=True), nullable=False),
    Column("told_at", Instant, nullable=False),
)

mapper.map_imperatively(Telling, tellings)

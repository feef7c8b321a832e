"""What is kept of any import. Facts of this service: no rebuild empties them."""

from sqlalchemy import Column, String, Table, Text, Uuid

from chassis.database import mapper_of

mapper = mapper_of("transparency")

#: What packages say about themselves; chunks of one file share a row.
envelopes = Table(
    "envelopes",
    mapper.metadata,
    Column("digest", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)
#: What was told of each organisation, so that it is told once.
sightings = Table(
    "sightings",
    mapper.metadata,
    Column("entity", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
)

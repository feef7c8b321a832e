"""Where is kept what was told of each quarter, and at which edition of the whole."""

from sqlalchemy import Column, Integer, String, Table, Uuid

from chassis.database import mapper_of
from ratings.scores.tables import counts

mapper = mapper_of("ratings")

told_quarters = Table(
    "told_quarters",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("quarter", String, primary_key=True),
    counts("stars"),
)
series_editions = Table(
    "series_editions",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),  # of the publication that it divides
)

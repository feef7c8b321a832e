"""Where published tallies are kept."""

from sqlalchemy import Column, Integer, Numeric, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of
from ratings.scores.domain import Publication

mapper = mapper_of("ratings")


def counts(name: str, **settings: object) -> Column[tuple[int, ...]]:
    """A column of counts; in what is told, those that are hidden are null."""
    return Column(name, ARRAY(Integer, as_tuple=True), nullable=False, **settings)  # type: ignore[arg-type]


publications = Table(
    "publications",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    counts("stars"),
    counts("recommend"),
    Column("published_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    counts("levels", server_default="{0,0,0}"),
    counts("stars_told", server_default="{null,null,null,null,null}"),
    counts("recommend_told", server_default="{null,null,null}"),
    counts("levels_told", server_default="{null,null,null}"),
    Column("recent", Numeric(5, 4), nullable=False, server_default="0"),
)

mapper.map_imperatively(Publication, publications, version_id_col=publications.c.version, version_id_generator=False)

told_dimensions = Table(
    "told_dimensions",
    mapper.metadata,
    Column("contract_id", Uuid, primary_key=True),
    Column("dimension", String, primary_key=True),
    counts("stars"),
)

"""Where the debarment list is kept."""

from sqlalchemy import Column, Date, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import mapper_of, word
from rulebook.exclusions import Ground
from tendering.debarments.domain import Debarment

mapper = mapper_of("tendering")

debarments = Table(
    "debarments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("ground", word(Ground, length=50), nullable=False),
    Column("reference", String, nullable=False),
    Column("notified_on", Date, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("until", Date),
    Column("removed_on", Date),
    Column("removed_because", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("organisation_id", "ground", "reference"),
)

mapper.map_imperatively(Debarment, debarments, version_id_col=debarments.c.version, version_id_generator=False)

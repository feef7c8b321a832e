"""Where moderations are kept."""

from sqlalchemy import ARRAY, CheckConstraint, Column, ForeignKey, Integer, String, Table

from chassis.database import Instant, mapper_of
from grants.scoring.domain import Moderation

mapper = mapper_of("grants")

moderations = Table(
    "score_moderations",
    mapper.metadata,
    Column("application_id", ForeignKey("applications.id"), primary_key=True),
    Column("scores", ARRAY(Integer), nullable=False),
    Column("score", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("moderator", String, nullable=False),
    Column("moderated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("score between 0 and 100", name="score"),
)

mapper.map_imperatively(Moderation, moderations, version_id_col=moderations.c.version, version_id_generator=False)

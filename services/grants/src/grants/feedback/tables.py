"""Where it is kept what recipients say."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Uuid

from chassis.database import Instant, Pence, mapper_of
from grants.feedback.domain import Feedback

mapper = mapper_of("grants")

feedback = Table(
    "grant_feedback",
    mapper.metadata,
    Column("grant_id", ForeignKey("grants.id"), primary_key=True),
    Column("funder_id", Uuid, nullable=False),
    Column("hours_applying", Integer, nullable=False),
    Column("hours_reporting", Integer, nullable=False),
    Column("cost", Pence, nullable=False),
    Column("is_proportionate", Boolean, nullable=False),
    Column("would_apply_again", Boolean, nullable=False),
    Column("given_by", String, nullable=False),
    Column("given_at", Instant, nullable=False),
)
Index("grant_feedback_funder", feedback.c.funder_id, feedback.c.given_at, feedback.c.grant_id)

mapper.map_imperatively(Feedback, feedback)

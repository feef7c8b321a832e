"""Where questions and reasons not to bid are kept."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.clarifications.domain import NoBid, NoBidReason, Question

mapper = mapper_of("tendering")

questions = Table(
    "questions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("asker_id", Uuid, nullable=False),
    Column("text", String, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("answer", String),
    Column("answered_at", Instant),
    Column("version", Integer, nullable=False),
)
no_bids = Table(
    "no_bids",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("provider_id", Uuid, primary_key=True),
    Column("reason", word(NoBidReason), nullable=False),
    Column("explanation", String),
    Column("stated_at", Instant, nullable=False),
)

mapper.map_imperatively(Question, questions, version_id_col=questions.c.version, version_id_generator=False)
mapper.map_imperatively(NoBid, no_bids)

"""Where marks and their moderations are kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from chassis.database import Instant, mapper_of, word
from tendering.marks.domain import Cause, Closing, Mark, Moderation

mapper = mapper_of("tendering")

marks = Table(
    "marks",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("bid_id", ForeignKey("bids.id"), nullable=False),
    Column("criterion", String, nullable=False),
    Column("member_id", ForeignKey("panel_members.id"), nullable=False),
    Column("mark", Numeric(6, 4), nullable=False),
    Column("rationale", String, nullable=False),
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("lot_id", "bid_id", "criterion", "member_id"),  # given once, and never taken back
)
moderations = Table(
    "moderations",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("bid_id", ForeignKey("bids.id"), nullable=False),
    Column("criterion", String, nullable=False),
    Column("member_id", ForeignKey("panel_members.id"), nullable=False),
    Column("given", Numeric(6, 4), nullable=False),
    Column("becomes", Numeric(6, 4), nullable=False),
    Column("cause", word(Cause), nullable=False),
    Column("explanation", String, nullable=False),
    Column("needs_consent", Boolean, nullable=False),
    Column("moderated_at", Instant, nullable=False),
    Column("consents", Boolean),
    Column("answered_at", Instant),
    UniqueConstraint("lot_id", "bid_id", "criterion", "member_id"),  # put right once
)
closings = Table(
    "marking_closings",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),  # closed once, and never opened again
    Column("closed_at", Instant, nullable=False),
)
mapper.map_imperatively(Closing, closings)
mapper.map_imperatively(Mark, marks)
mapper.map_imperatively(Moderation, moderations)

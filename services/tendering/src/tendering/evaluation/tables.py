"""Where marks, questions about prices and what users said are kept."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Numeric,
    String,
    Table,
    UniqueConstraint,
)

from chassis.database import Instant, mapper_of
from tendering.evaluation.domain import Mark

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
mapper.map_imperatively(Mark, marks)

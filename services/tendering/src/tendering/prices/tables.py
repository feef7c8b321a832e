"""Where questions about prices are kept."""

from sqlalchemy import Column, Date, ForeignKey, String, Table

from chassis.database import Instant, mapper_of, word
from tendering.prices.domain import Finding, PriceQuery

mapper = mapper_of("tendering")

price_queries = Table(
    "price_queries",
    mapper.metadata,
    Column("lot_id", ForeignKey("lots.id"), primary_key=True),
    Column("bid_id", ForeignKey("bids.id"), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("asked_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("answered_at", Instant),
    Column("explanation", String),
    Column("finding", word(Finding)),
    Column("found_at", Instant),
    Column("reason", String),
)

mapper.map_imperatively(PriceQuery, price_queries)

"""Where the calendar is kept. Its rows are made anew from what they are owed for, whenever something happens there."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.calendar.domain import Duty
from tendering.obligations.domain import Layer

mapper = mapper_of("tendering")

duties = Table(
    "duties",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), index=True),
    Column("phase", Integer),
    Column("award_id", Uuid),
    Column("contract_id", Uuid),
    Column("market_id", ForeignKey("markets.id"), index=True),
    Column("inquiry_id", ForeignKey("inquiries.id"), index=True),
    Column("about", String),
    Column("buyer_id", Uuid, nullable=False),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    Column("layer", word(Layer), nullable=False),
    Column("source", String, nullable=False),
    Column("due", Date, nullable=False, index=True),
    Column("met_on", Date),
    Column("waits", Boolean, nullable=False),
    Column("overdue_told_at", Instant),
    Index("duties_buyer", "buyer_id", "due", "id"),
)

mapper.map_imperatively(Duty, duties)

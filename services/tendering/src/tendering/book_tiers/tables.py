"""Where what buyers say of the risk of contracts is kept."""

from sqlalchemy import Column, ForeignKey, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.book_tiers.domain import Risk, StatedRisk

mapper = mapper_of("tendering")

risks = Table(
    "book_risks",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("risk", word(Risk, length=10), nullable=False),
    Column("because", String, nullable=False),
    Column("stated_at", Instant, nullable=False),
)

mapper.map_imperatively(StatedRisk, risks)

"""Where reviews of long contracts are kept."""

from sqlalchemy import Column, Date, ForeignKey, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.longevity.domain import TermReview, Verdict

mapper = mapper_of("tendering")

reviews = Table(
    "term_reviews",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("verdict", word(Verdict), nullable=False),
    Column("findings", String, nullable=False),
    Column("breaks_on", Date),
    Column("reviewed_at", Instant, nullable=False),
)

mapper.map_imperatively(TermReview, reviews)

"""Where reviews are kept, one after the other."""

from sqlalchemy import Column, Date, Enum, ForeignKey, Integer, String, Table

from chassis.database import Instant, mapper_of
from grants.reviews.domain import Recommendation, Review

mapper = mapper_of("grants")

reviews = Table(
    "grant_reviews",
    mapper.metadata,
    Column("grant_id", ForeignKey("grants.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("finding", String, nullable=False),
    Column("recommendation", Enum(Recommendation, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("reviewed_by", String, nullable=False),
    Column("reviewed_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
)

mapper.map_imperatively(Review, reviews)

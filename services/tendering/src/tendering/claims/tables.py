"""Where proceedings are kept."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.claims.domain import Ending, Proceedings

mapper = mapper_of("tendering")

proceedings = Table(
    "proceedings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("award_id", ForeignKey("awards.id"), nullable=False),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("buyer_id", Uuid, nullable=False),
    Column("claimant_id", Uuid, nullable=False),
    Column("reference", String, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("notified_at", Instant, nullable=False),
    Column("standstill_ends_on", Date),
    Column("ended", word(Ending)),
    Column("ended_at", Instant),
    Column("ended_reference", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("award_id", "reference"),
)

mapper.map_imperatively(Proceedings, proceedings, version_id_col=proceedings.c.version, version_id_generator=False)

"""Where serious matters are kept, without a word of theirs, and who reads them for each authority."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of
from ratings.safeguarding.domain import Lead, Matter

mapper = mapper_of("ratings")

leads = Table(
    "safeguarding_leads",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("subject", String, nullable=False),
    Column("named_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)
matters = Table(
    "serious_matters",
    mapper.metadata,
    Column("story_id", ForeignKey("stories.id"), primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("routed_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("acknowledged_by", String),
    Column("acknowledged_at", Instant),
    Column("overdue_told_on", Date),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Lead, leads, version_id_col=leads.c.version, version_id_generator=False)
mapper.map_imperatively(Matter, matters, version_id_col=matters.c.version, version_id_generator=False)

"""Where drafts are kept. They are working papers: a draft that is submitted or discarded is gone."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Uuid

from chassis.database import Instant, mapper_of
from tendering.drafts.domain import Draft

mapper = mapper_of("tendering")

bid_drafts = Table(
    "bid_drafts",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("bidder_id", Uuid, primary_key=True),
    Column("kept", LargeBinary, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Draft, bid_drafts, version_id_col=bid_drafts.c.version, version_id_generator=False)

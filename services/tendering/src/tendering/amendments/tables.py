"""Where amendments are kept."""

from sqlalchemy import ARRAY, Column, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from tendering.amendments.domain import Amendment

mapper = mapper_of("tendering")

amendments = Table(
    "notice_amendments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("changed", ARRAY(String), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("terms_hash", String(64), nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("amended_at", Instant, nullable=False),
    Column("decisions", ARRAY(Uuid), nullable=False),
    UniqueConstraint("notice_id", "number"),
)

mapper.map_imperatively(Amendment, amendments)

"""Where rights of reply are kept."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, Uuid, text

from chassis.database import Instant
from registry.organisations.tables import mapper
from registry.replies.domain import RightOfReply

rights_of_reply = Table(
    "rights_of_reply",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("label", String, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("reply_by", Date, nullable=False),
    Column("reply", Text),
    Column("replied_at", Instant),
    Column("closed_at", Instant),
    Index("rights_of_reply_open_key", "organisation", "label", unique=True, postgresql_where=text("closed_at is null")),
)
mapper.map_imperatively(RightOfReply, rights_of_reply)

"""Where pledges and badges are kept, and what tendering told of bids and awards."""

from sqlalchemy import Column, Date, Enum, ForeignKey, Index, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import Instant
from registry.organisations.tables import mapper
from registry.recognition.domain.badges import Badge, Status
from registry.recognition.domain.pledges import Pledge

pledges = Table(
    "pledges",
    mapper.metadata,
    Column("organisation_id", ForeignKey("organisations.id"), primary_key=True),
    Column("signed_at", Instant, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
)
badges = Table(
    "badges",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("recognised_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("status", Enum(Status, native_enum=False, values_callable=list, length=20), nullable=False),
    Column("reason", Text),
    Column("reply", Text),
    Column("reply_by", Date),
    Column("version", Integer, nullable=False),
    # One at a time: a badge that ended makes room for another.
    Index(
        "badges_standing_key",
        "organisation_id",
        unique=True,
        postgresql_where=text("status in ('recognised', 'threatened')"),
    ),
)
# A projection of tendering's bids and awards, rebuilt at will.
lot_offers = Table(
    "lot_offers",
    mapper.metadata,
    Column("notice_id", Uuid, primary_key=True),
    Column("lot_id", Uuid, primary_key=True),
    Column("bidder_id", Uuid, primary_key=True),
    Column("received_on", Date, nullable=False, index=True),
)
lot_awards = Table(
    "lot_awards",
    mapper.metadata,
    Column("lot_id", Uuid, primary_key=True),
    Column("supplier_id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
)

mapper.map_imperatively(Pledge, pledges, version_id_col=pledges.c.version, version_id_generator=False)
mapper.map_imperatively(Badge, badges, version_id_col=badges.c.version, version_id_generator=False)

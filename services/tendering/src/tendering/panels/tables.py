"""Where panels are kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.panels.domain import Kind, Member, Recusal

mapper = mapper_of("tendering")

panel_members = Table(
    "panel_members",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("kind", word(Kind), nullable=False),
    Column("subject", String, nullable=False),
    Column("trained_until", Date),
    Column("under_25", Boolean, nullable=False),
    Column("appointed_at", Instant, nullable=False),
    Column("declared_at", Instant),
    Column("interests", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("notice_id", "subject"),  # one person, one voice
)
recusals = Table(
    "recusals",
    mapper.metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("member_id", ForeignKey("panel_members.id"), nullable=False, index=True),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("member_id", "lot_id"),
)

mapper.map_imperatively(Recusal, recusals)
mapper.map_imperatively(
    Member,
    panel_members,
    version_id_col=panel_members.c.version,
    version_id_generator=False,
    properties={"recusals": relationship(Recusal, lazy="selectin", order_by=recusals.c.id)},
)

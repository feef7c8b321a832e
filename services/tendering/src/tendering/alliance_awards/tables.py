"""Where the awards of alliances are kept."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.alliance_awards.domain import AllianceAward, Member, Role, Status

mapper = mapper_of("tendering")

alliance_awards = Table(
    "alliance_awards",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("outcomes", ARRAY(String), nullable=False),
    Column("award_ids", ARRAY(Uuid), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("status", word(Status), nullable=False),
    Column("awarded_at", Instant),
    Column("declined_by", Uuid),
    Column("declined_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
)
alliance_award_members = Table(
    "alliance_award_members",
    mapper.metadata,
    Column("alliance_award_id", ForeignKey("alliance_awards.id"), primary_key=True),
    Column("organisation_id", Uuid, primary_key=True, index=True),
    Column("role", word(Role), nullable=False),
    Column("share", String),
    Column("lot_ids", ARRAY(Uuid), nullable=False),
    Column("agreed_at", Instant),
)

mapper.map_imperatively(Member, alliance_award_members)
mapper.map_imperatively(
    AllianceAward,
    alliance_awards,
    version_id_col=alliance_awards.c.version,
    version_id_generator=False,
    properties={
        "members": relationship(
            Member,
            lazy="selectin",
            cascade="all",
            order_by=[alliance_award_members.c.role, alliance_award_members.c.organisation_id],
        )
    },
)

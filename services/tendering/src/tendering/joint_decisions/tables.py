"""Where the decisions of alliances are kept."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, mapper_of, word
from tendering.alliances.domain import Member
from tendering.joint_decisions.domain import Choice, Joint, Vote

mapper = mapper_of("tendering")

joints = Table(
    "alliance_decisions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("joining_id", ForeignKey("alliance_members.id")),
    Column("leaves", ForeignKey("alliance_members.id")),
    Column("closes", Boolean, nullable=False, server_default="false"),
    Column("rung", Integer, nullable=False),
    Column("rung_since", Instant, nullable=False),
    Column("agreed_at", Instant),
    Column("version", Integer, nullable=False),
)
votes = Table(
    "alliance_votes",
    mapper.metadata,
    Column("decision_id", ForeignKey("alliance_decisions.id"), primary_key=True),
    Column("member_id", ForeignKey("alliance_members.id"), primary_key=True),
    Column("rung", Integer, primary_key=True),
    Column("choice", word(Choice), nullable=False),
    Column("cast_at", Instant, nullable=False),
)


mapper.map_imperatively(Vote, votes)
mapper.map_imperatively(
    Joint,
    joints,
    version_id_col=joints.c.version,
    version_id_generator=False,
    properties={
        "joins": relationship(Member, lazy="selectin", foreign_keys=joints.c.joining_id),
        "votes": relationship(Vote, lazy="selectin", cascade="all, delete-orphan", order_by=votes.c.rung),
    },
)

"""Where committees' meetings, slots and evidence packs are kept."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from chassis.database import Instant, mapper_of
from ratings.scrutiny.domain import Pack, Sitting, Slot

mapper = mapper_of("ratings")

sittings = Table(
    "scrutiny_sittings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("committee", String, nullable=False),
    Column("held_at", Instant, nullable=False, index=True),
    Column("place", String, nullable=False),
    Column("slots", Integer, nullable=False),
    Column("slots_taken", Integer, nullable=False),
    Column("announced_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("slots_taken between 0 and slots", name="slots"),
)
slots = Table(
    "speaking_slots",
    mapper.metadata,
    Column("sitting_id", ForeignKey("scrutiny_sittings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("petition_id", ForeignKey("petitions.id"), nullable=False),
    Column("code_digest", LargeBinary, nullable=False, unique=True),
)
packs = Table(
    "evidence_packs",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("sitting_id", ForeignKey("scrutiny_sittings.id"), nullable=False),
    Column("petition_id", ForeignKey("petitions.id"), nullable=False),
    Column("content", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("made_on", Date, nullable=False),
    UniqueConstraint("sitting_id", "petition_id"),
)

mapper.map_imperatively(Sitting, sittings, version_id_col=sittings.c.version, version_id_generator=False)
mapper.map_imperatively(Slot, slots)
mapper.map_imperatively(Pack, packs)

"""Where decisions and appeals are kept. Who decided first cannot decide an appeal: the database holds that."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import mapper_of
from ratings.moderation.domain import Appeal, Appellant, LogEntry, Outcome, Reason

mapper = mapper_of("ratings")

moderation_log = Table(
    "moderation_log",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("outcome", Enum(Outcome, native_enum=False, values_callable=list, length=20), nullable=False),
    Column("reason", Enum(Reason, native_enum=False, values_callable=list, length=30)),
    Column("moderator", String, nullable=False),
    Column("on_appeal", Boolean, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
)
appeals = Table(
    "moderation_appeals",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("entry_id", ForeignKey("moderation_log.id"), nullable=False),
    Column("appellant", Enum(Appellant, native_enum=False, values_callable=list, length=10), nullable=False),
    Column("organisation_id", Uuid),
    Column("text", String, nullable=False),
    Column("lodged_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("first_moderator", String, nullable=False),
    Column("decided_by", String),
    Column("is_overturned", Boolean),
    Column("decided_on", Date),
    Column("version", Integer, nullable=False),
    CheckConstraint("decided_by <> first_moderator", name="another_moderator"),
)

mapper.map_imperatively(LogEntry, moderation_log)
mapper.map_imperatively(Appeal, appeals, version_id_col=appeals.c.version, version_id_generator=False)

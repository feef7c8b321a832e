"""Where replies are kept, sealed."""

from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid

from chassis.database import mapper_of
from ratings.moderation.domain import Reason
from ratings.replies.domain import From, Reply

mapper = mapper_of("ratings")

replies = Table(
    "replies",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("given_by", Enum(From, native_enum=False, values_callable=list, length=10), nullable=False),
    Column("text", String, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("is_helpful", Boolean),
    Column("withdrawn_on", Date),
    Column("removed_for", Enum(Reason, native_enum=False, values_callable=list, length=30)),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Reply, replies, version_id_col=replies.c.version, version_id_generator=False)

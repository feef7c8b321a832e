"""Where promised changes are kept, and who has seen them: by case code, once each, never by name."""

from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Integer, LargeBinary, String, Table, Uuid

from chassis.database import mapper_of
from ratings.changes.domain import Change, State

mapper = mapper_of("ratings")

changes = Table(
    "changes",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("due_on", Date, nullable=False, index=True),
    Column("state", Enum(State, native_enum=False, values_callable=list, length=10), nullable=False),
    Column("evidence", String),
    Column("claimed_on", Date),
    Column("settled_on", Date),
    Column("version", Integer, nullable=False),
)
sightings = Table(
    "change_sightings",
    mapper.metadata,
    Column("change_id", ForeignKey("changes.id"), primary_key=True),
    Column("case_digest", LargeBinary, primary_key=True),
    Column("seen", Boolean, nullable=False),
)

mapper.map_imperatively(Change, changes, version_id_col=changes.c.version, version_id_generator=False)

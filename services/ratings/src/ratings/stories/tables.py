"""Where stories are kept, sealed, and apart from them the keys that open what their authors have not taken back."""

from sqlalchemy import Column, Date, Enum, Index, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import mapper_of
from chassis.erasure import Keystore, keystore_table
from ratings.stories.domain import State, Story

mapper = mapper_of("ratings")

KEYS = Keystore(keystore_table(mapper.metadata))
stories = Table(
    "stories",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("provider_ids", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("service", String, nullable=False),
    Column("period", String, nullable=False),
    Column("overall", Integer, nullable=False),
    Column("recommend", String, nullable=False),
    Column("text", String, nullable=False),
    Column("counted", String),
    Column("case_digest", LargeBinary, nullable=False, unique=True),
    Column("flags", ARRAY(String, as_tuple=True), nullable=False),
    Column("state", Enum(State, native_enum=False, values_callable=list, length=20), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("kept_until", Date, index=True),
    Column("published_on", Date),
    Column("erased_on", Date),
    Column("version", Integer, nullable=False),
    Index("stories_state_idx", "state", "due_on"),
    Index("stories_published_idx", "published_on", "id"),
    Index("stories_provider_ids_idx", "provider_ids", postgresql_using="gin"),
)

mapper.map_imperatively(Story, stories, version_id_col=stories.c.version, version_id_generator=False)

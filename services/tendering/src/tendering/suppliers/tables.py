"""Where the register's organisations are kept, and what is evidenced of them: a projection, rebuilt at will."""

from sqlalchemy import ARRAY, Boolean, Column, Date, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of
from chassis.organisations import organisations_table

metadata = mapper_of("tendering").metadata
organisations = organisations_table(metadata)
# Only the facts that a rule of reservation looks at.
known_facts = Table(
    "known_facts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("name", String, nullable=False),
    Column("value", JSONB, nullable=False),
    Column("expires_on", Date),
    Index("known_facts_organisation", "organisation_id"),
)
known_disputes = Table(
    "known_disputes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("name", String, nullable=False),
)
#: What the register calls an extractive index that is high; no reservation asks for it, signs of distress do.
HIGH_INDEX = "extractive_index_high"
known_classes = Table(
    "known_classes",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("label", String, primary_key=True),
    Column("value", JSONB, nullable=False),
    Column("expires_on", Date, nullable=False),
)
known_reserved_contracts = Table(
    "known_reserved_contracts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False, index=True),
    Column("authority_id", Uuid, nullable=False),
    Column("awarded_on", Date, nullable=False),
    Column("comparable", Boolean),
    Column("cpv", ARRAY(String), nullable=False),
)
# Which group of companies an organisation belonged to, and when: lots are limited by group.
known_groups = Table(
    "known_groups",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("positions", JSONB, nullable=False),
)
TABLES = [known_groups, organisations, known_facts, known_disputes, known_classes, known_reserved_contracts]

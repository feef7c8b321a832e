"""Names and numbers by which payees are found: a projection, rebuilt at will."""

from sqlalchemy import Boolean, Column, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import mapper_of

known_payees = Table(
    "known_payees",
    mapper_of("tendering").metadata,
    Column("id", Uuid, primary_key=True),
    Column("name_key", String, nullable=False, index=True),
    Column("bare_key", String, nullable=False, index=True),
    Column("other_keys", ARRAY(String), nullable=False),
    Column("org_ids", ARRAY(String), nullable=False),
    Column("active", Boolean, nullable=False),
    Index("known_payees_other_keys", "other_keys", postgresql_using="gin"),
    Index("known_payees_org_ids", "org_ids", postgresql_using="gin"),
)

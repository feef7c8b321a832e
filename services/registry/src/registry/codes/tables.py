"""Where code lists are kept: other people's, which can be read anew at any time. Only of the CPV is anybody told."""

from sqlalchemy import Column, Date, Index, String, Table
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of

mapper = mapper_of("registry")

#: Byte order ("C"), so that a list is paged by its primary key. Without a vintage the text is empty, never null.
codes = Table(
    "codes",
    mapper.metadata,
    Column("list", String(collation="C"), primary_key=True),
    Column("code", String(collation="C"), primary_key=True),
    Column("vintage", String(collation="C"), primary_key=True),
    Column("name", String, nullable=False),
    Column("parent", String),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("more", JSONB, nullable=False),
    Column("register", String, nullable=False),
    Index("codes_list_parent_idx", "list", "parent"),
    Index("codes_within_idx", "more", postgresql_using="gin", postgresql_ops={"more": "jsonb_path_ops"}),
)
correspondences = Table(
    "code_correspondences",
    mapper.metadata,
    Column("list", String(collation="C"), primary_key=True),
    Column("code", String(collation="C"), primary_key=True),
    Column("other_list", String(collation="C"), primary_key=True),
    Column("other_code", String(collation="C"), primary_key=True),
    Column("more", JSONB, nullable=False),
    Column("register", String, nullable=False),
    Index("code_correspondences_other_idx", "other_list", "other_code"),
)
code_lists_told = Table(
    "code_lists_told",
    mapper.metadata,
    Column("list", String(collation="C"), primary_key=True),
    Column("digest", String, nullable=False),
)

"""The mirror: what registers say, outside the ledger. It can be read anew at any time, so none of it is an event."""

from sqlalchemy import (
    ARRAY,
    DDL,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    event,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import mapper_of
from registry.particulars.tables import WORDS

mapper = mapper_of("registry")

#: One register's words on one number. `file` and `line` say where they were last read: the file's SHA-256.
rows = Table(
    "register_rows",
    mapper.metadata,
    Column("scheme", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("register", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("search_name", String(collation="C"), nullable=False),
    Column("other_names", JSONB, nullable=False),
    Column("search_other_names", String(collation="C"), nullable=False, server_default=""),
    Column("kind", String),
    Column("standing", String, nullable=False),
    Column("stated_status", String),
    Column("founded", Date),
    Column("ended", Date),
    Column("address", String),
    Column("postcode", String),
    Column("area", String),
    Column("website", String),
    Column("proves", JSONB, nullable=False),
    Column("classes", ARRAY(String), nullable=False, server_default="{}"),  # labels that this row alone proves
    Column("more", JSONB, nullable=False),
    Column("edition", Date),
    Column("digest", LargeBinary, nullable=False),
    Column("file", LargeBinary, nullable=False),
    Column("line", Integer, nullable=False),
    # For the search: in the order of names, by whole words, by what is alike, by class and by place.
    Index("register_rows_in_order_idx", "search_name", "scheme", "number", "register"),
    Index(
        "register_rows_words_idx",
        WORDS,
        postgresql_using="gin",
    ),
    Index(
        "register_rows_names_trgm_idx",
        literal_column("((search_name || ' | ') || search_other_names)").label("names"),
        postgresql_using="gin",
        postgresql_ops={"names": "gin_trgm_ops"},
    ),
    Index("register_rows_classes_idx", "classes", postgresql_using="gin"),
    Index("register_rows_area_idx", "area", postgresql_where=text("area is not null")),
)
event.listen(rows, "before_create", DDL("create extension if not exists pg_trgm"))  # type: ignore[no-untyped-call]
#: What side tables add.
details = Table(
    "register_details",
    mapper.metadata,
    Column("scheme", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("register", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("says", JSONB, nullable=False),
    Column("proves", JSONB, nullable=False),
    Column("ended", Date),
    Column("digest", LargeBinary, nullable=False),
)
#: Who says that two numbers belong together, and how. `of_row`: it stands in the start's own row, and goes with it.
links = Table(
    "register_links",
    mapper.metadata,
    Column("start_scheme", String, primary_key=True),
    Column("start_number", String, primary_key=True),
    Column("end_scheme", String, primary_key=True),
    Column("end_number", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("register", String, primary_key=True),
    Column("since", Date),
    Column("of_row", Boolean, nullable=False),
    Index("register_links_end_idx", "end_scheme", "end_number"),
)

"""Where imports and their rejected rows are kept."""

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, Index, Integer, String, Table, Text, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from registry.imports.domain import RegisterImport, State, Tally

mapper = mapper_of("registry")

imports = Table(
    "register_imports",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("filename", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("by", String, nullable=False),
    Column("announced_at", Instant, nullable=False),
    Column("state", Enum(State, native_enum=False, values_callable=list), nullable=False),
    Column("layout", String),
    Column("accepted", Integer, nullable=False),
    Column("merged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("trouble", Text),
    Column("finished_at", Instant),
    Column("version", Integer, nullable=False),
)
Index(
    "register_imports_to_read_idx",
    imports.c.id,
    postgresql_where=imports.c.state.in_([State.WAITING, State.READING]),
)
#: Parts of a file that are in the store.
parts = Table(
    "register_import_parts",
    mapper.metadata,
    Column("import_id", ForeignKey("register_imports.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
)
#: Records that were not taken, where their reader can look at them. Whole rows about people come without their text.
rejected = Table(
    "register_rejections",
    mapper.metadata,
    Column("import_id", ForeignKey("register_imports.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("raw", Text, nullable=False),
)

mapper.map_imperatively(
    RegisterImport,
    imports,
    version_id_col=imports.c.version,
    version_id_generator=False,
    properties={
        "tally": composite(
            Tally,
            imports.c.accepted,
            imports.c.merged,
            imports.c.rejected,
            imports.c.unchanged,
            imports.c.repeated,
        )
    },
)

"""Where imports and their rejected rows are kept."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy.orm import composite

from chassis.database import mapper_of
from chassis.incoming.tables import file_columns, index_to_read, parts_table
from registry.imports.domain import RegisterImport, Tally

mapper = mapper_of("registry")

imports = Table(
    "register_imports",
    mapper.metadata,
    *file_columns(),
    Column("layout", String),
    Column("accepted", Integer, nullable=False),
    Column("merged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
)
index_to_read(imports)
parts = parts_table(mapper.metadata, "register_import_parts", imports)
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

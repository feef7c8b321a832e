"""Where spend files and all their lines are kept. Lines are reference material: one event tells of a whole file."""

from sqlalchemy import ARRAY, BigInteger, Column, Date, Index, Integer, String, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import composite

from chassis.database import mapper_of, word
from chassis.incoming.tables import file_columns, index_to_read, parts_table
from tendering.spend_columns.domain import FileCode
from tendering.spend_files.domain import Code, Outcome
from tendering.spend_imports.domain import Account, SpendImport

mapper = mapper_of("tendering")
COUNTS = ("accepted", "rejected", "quarantined", "not_rows", "amounts", "credits")
SUMS = ("total", "spend")

spend_imports = Table(
    "spend_imports",
    mapper.metadata,
    *file_columns(),
    Column("payer_id", Uuid, index=True),
    Column("payers", ARRAY(String), nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("threshold", BigInteger),
    Column("declared", BigInteger),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *(Column(name, BigInteger, nullable=False) for name in SUMS),
    Column("layouts", JSONB, nullable=False),
    Column("refusal", word(FileCode, length=40)),
    Column("repeats", Uuid),
    Column("same_as", Uuid),
    Column("multiset", BigInteger, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Index("spend_imports_digest_idx", "digest"),
    Index("spend_imports_multiset_idx", "multiset"),
)
index_to_read(spend_imports)
spend_import_parts = parts_table(mapper.metadata, "spend_import_parts", spend_imports)
#: Every record of every file. `cells` is the JSON of what stands in them.
spend_lines = Table(
    "spend_lines",
    mapper.metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("sheet", String),
    Column("line", Integer, nullable=False),
    Column("outcome", word(Outcome, length=12), nullable=False),
    Column("code", word(Code)),
    Column("column", String),
    Column("value", String),
    Column("warnings", ARRAY(String), nullable=False),
    Column("payer", String),
    Column("payee", String),
    Column("payee_key", String),  # none for who is redacted
    Column("org_ids", ARRAY(String), nullable=False),
    Column("pence", BigInteger),
    Column("paid_on", Date),
    Column("suggested_on", Date),
    Column("reference", String),
    Column("contract", String),
    Column("cells", Text, nullable=False),
    Index("spend_lines_apart_idx", "import_id", "record", postgresql_where=text("outcome <> 'accepted'")),
    Index("spend_lines_marked_idx", "import_id", postgresql_where=text("warnings <> '{}'")),
    Index("spend_lines_payee_idx", "payee_key"),
)
#: What each payee of a file had in all.
spend_payees = Table(
    "spend_payees",
    mapper.metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("payee_key", String, primary_key=True),
    Column("payee", String, nullable=False),  # one of its published spellings
    Column("org_ids", ARRAY(String), nullable=False),
    Column("payments", Integer, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Index("spend_payees_key_idx", "payee_key"),
)

mapper.map_imperatively(
    SpendImport,
    spend_imports,
    version_id_col=spend_imports.c.version,
    version_id_generator=False,
    properties={"account": composite(Account, *(spend_imports.c[name] for name in (*COUNTS, *SUMS)))},
)

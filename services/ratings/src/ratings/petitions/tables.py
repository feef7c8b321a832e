"""Where petitions are kept, and the digests of their codes until they close: who signed is written nowhere."""

from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Index, Integer, LargeBinary, String, Table, Uuid, false
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of
from ratings.credentials.domain import Level
from ratings.petitions.domain import Petition, Refusal, Stage
from ratings.thresholds.tables import FiguresColumn

mapper = mapper_of("ratings")

petitions = Table(
    "petitions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("provider_ids", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("service", String, nullable=False),
    Column("title", String, nullable=False),
    Column("grounds", String, nullable=False),
    Column("statement", String, nullable=False),
    Column("new_evidence", String),
    Column("figures", FiguresColumn, nullable=False),
    Column("drafted_on", Date, nullable=False),
    Column("stage", Enum(Stage, native_enum=False, values_callable=list, length=20), nullable=False, index=True),
    Column("roll", Integer),
    Column("level", Enum(Level, native_enum=False, values_callable=list, length=1)),
    Column("recall_clause", String),
    Column("moderator", String),
    Column("refusal", Enum(Refusal, native_enum=False, values_callable=list, length=30)),
    Column("opened_on", Date),
    Column("closes_on", Date),
    Column("demanded_at", Instant),
    Column("valid", Integer),
    Column("duplicates", Integer),
    Column("not_on_roll", Integer),
    Column("levels", ARRAY(Integer, as_tuple=True)),
    Column("version", Integer, nullable=False),
)
petition_codes = Table(
    "petition_codes",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("petition_id", ForeignKey("petitions.id"), nullable=False, index=True),
    Column("signed", Boolean, nullable=False, server_default=false()),
)
Index(
    "petition_codes_signed_idx",
    petition_codes.c.petition_id,
    postgresql_where=petition_codes.c.signed,
)
refused_signatures = Table(
    "refused_signatures",
    mapper.metadata,
    Column("petition_id", ForeignKey("petitions.id"), primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("on_roll", Boolean, nullable=False),
    Column("times", Integer, nullable=False),
)

mapper.map_imperatively(Petition, petitions, version_id_col=petitions.c.version, version_id_generator=False)

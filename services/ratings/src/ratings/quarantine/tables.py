"""Where suspicions are kept: of one kind about one service and period, one at a time."""

from sqlalchemy import Column, Date, Enum, Index, Integer, String, Table, Uuid

from chassis.database import mapper_of
from ratings.quarantine.domain import Kind, Suspicion, Verdict

mapper = mapper_of("ratings")

suspicions = Table(
    "suspicions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Enum(Kind, native_enum=False, values_callable=list, length=20), nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("lot", Uuid, key="bundle", nullable=False, unique=True),
    Column("period", String, nullable=False),
    Column("why", String, nullable=False),
    Column("flagged_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("verdict", Enum(Verdict, native_enum=False, values_callable=list, length=20)),
    Column("decided_by", String),
    Column("decided_on", Date),
    Column("version", Integer, nullable=False),
    Index("suspicions_contract_id_idx", "contract_id", "kind", "period"),
)

mapper.map_imperatively(Suspicion, suspicions, version_id_col=suspicions.c.version, version_id_generator=False)

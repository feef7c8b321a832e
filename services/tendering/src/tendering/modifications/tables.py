"""Where changes of contracts are kept."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of, word
from kernel.money import Money
from rulebook.modifications import Ground
from tendering.modifications.domain import Modification, Stage

mapper = mapper_of("tendering")

modifications = Table(
    "modifications",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("pence", BigInteger, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("ground", word(Ground), nullable=False),
    Column("material_scope_change", Boolean, nullable=False),
    Column("shifts_balance", Boolean, nullable=False),
    Column("rationale", String, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("stage", word(Stage), nullable=False),
    Column("made_at", Instant),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    Modification,
    modifications,
    version_id_col=modifications.c.version,
    version_id_generator=False,
    properties={"value": composite(Money, modifications.c.pence)},
)

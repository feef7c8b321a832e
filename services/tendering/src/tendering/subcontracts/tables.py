"""Where subcontracts are kept."""

from sqlalchemy import ARRAY, BigInteger, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid, text
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of, word
from kernel.money import Money
from tendering.redactions.tables import Withheld
from tendering.subcontracts.domain import NonDisclosure, Subcontract

mapper = mapper_of("tendering")

subcontracts = Table(
    "subcontracts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("above_id", ForeignKey("subcontracts.id"), index=True),
    Column("payer_id", Uuid, nullable=False, index=True),
    Column("payee_id", Uuid, nullable=False, index=True),
    Column("tier", Integer, nullable=False),
    Column("service", String, nullable=False),
    Column("cpv_division", String(2)),
    Column("pence", BigInteger, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("written_days", Integer, nullable=False),
    Column("payment_days", Integer, nullable=False),
    Column("non_disclosure", word(NonDisclosure, length=20), nullable=False),
    Column("declared_at", Instant, nullable=False),
    Column("flags", ARRAY(String), nullable=False),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("ended_on", Date),
    Column("ended_because", String),
    Column("withheld", Withheld),
    Column("version", Integer, nullable=False),
    Index("subcontracts_withheld", "buyer_id", postgresql_where=text("withheld is not null")),
)

mapper.map_imperatively(
    Subcontract,
    subcontracts,
    version_id_col=subcontracts.c.version,
    version_id_generator=False,
    properties={"value": composite(Money, subcontracts.c.pence)},
)

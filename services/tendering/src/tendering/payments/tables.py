"""Where invoices and payments are kept."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import composite

from chassis.database import Instant, Whole, mapper_of
from kernel.money import Money
from tendering.payments.domain import Invoice, Pause, Payment, Place
from tendering.subcontracts.tables import subcontracts

mapper = mapper_of("tendering")


def _place() -> list[Column[Any]]:
    return [
        Column("buyer_id", Uuid, nullable=False, index=True),
        Column("payer_id", Uuid, nullable=False),
        Column("payee_id", Uuid, nullable=False, index=True),
        Column("tier", Integer, nullable=False),
        Column("contract_id", ForeignKey("contracts.id"), index=True),
        Column("subcontract_id", ForeignKey(subcontracts.c.id)),
    ]


invoices = Table(
    "invoices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False),  # in the order in which they were posted
    Column("reference", String, nullable=False),
    *_place(),
    Column("pence", BigInteger, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("pauses", Whole(list[Pause]), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("payer_id", "reference"),
)
payments = Table(
    "payments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", String, nullable=False),
    *_place(),
    Column("invoice_id", ForeignKey("invoices.id"), index=True),
    Column("pence", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("dataset", String),
    Column("particulars", JSONB, nullable=False, server_default="{}"),
    Column("recorded_at", Instant, nullable=False),
    Column("flags", ARRAY(String), nullable=False),
    Column("confirmed_on", Date),
    Column("is_stated", Boolean, nullable=False, server_default="false"),  # in what was told of its contract's chain
    Column("version", Integer, nullable=False),
    UniqueConstraint("payer_id", "reference"),
)
#: What is still to be told of: payments of contracts, but for those that a dataset tells of otherwise.
UNSTATED = payments.c.contract_id.is_not(None) & payments.c.dataset.is_(None) & ~payments.c.is_stated
Index("payments_to_state", payments.c.contract_id, postgresql_where=UNSTATED)


def _composites(table: Table) -> dict[str, Any]:
    names = ("buyer_id", "payer_id", "payee_id", "tier", "contract_id", "subcontract_id")
    return {"place": composite(Place, *(table.c[name] for name in names)), "amount": composite(Money, table.c.pence)}


for kind, table in ((Invoice, invoices), (Payment, payments)):
    mapper.map_imperatively(
        kind, table, version_id_col=table.c.version, version_id_generator=False, properties=_composites(table)
    )

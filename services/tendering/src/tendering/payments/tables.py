"""Where invoices and payments are kept."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Identity,
    Integer,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.payments.domain import Invoice, Pause, Payment, Place
from tendering.subcontracts.tables import subcontracts

mapper = mapper_of("tendering")


class Pauses(TypeDecorator[list[Pause]]):
    """Disputes of an invoice, as JSON."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: list[Pause] | None, dialect: Dialect) -> Any:
        """To the database."""
        days = ("first", "last")
        return [{**asdict(it), **{day: _spelt(getattr(it, day)) for day in days}} for it in value or []]

    def process_result_value(self, value: Any, dialect: Dialect) -> list[Pause]:
        """From the database."""
        return [Pause(date.fromisoformat(it["first"]), _read(it["last"]), it["reason"]) for it in value]


def _spelt(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


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
    Column("pauses", Pauses, nullable=False),
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
    Column("version", Integer, nullable=False),
    UniqueConstraint("payer_id", "reference"),
)


def _composites(table: Table) -> dict[str, Any]:
    names = ("buyer_id", "payer_id", "payee_id", "tier", "contract_id", "subcontract_id")
    return {"place": composite(Place, *(table.c[name] for name in names)), "amount": composite(Money, table.c.pence)}


for kind, table in ((Invoice, invoices), (Payment, payments)):
    mapper.map_imperatively(
        kind, table, version_id_col=table.c.version, version_id_generator=False, properties=_composites(table)
    )

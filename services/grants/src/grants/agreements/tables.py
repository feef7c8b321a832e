"""Where grants and their payments are kept."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import composite, relationship

from chassis.database import Pence, mapper_of
from grants.agreements.domain import Grant, Instrument, Payment
from kernel.money import Money

mapper = mapper_of("grants")

grants = Table(
    "grants",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("scheme_id", ForeignKey("schemes.id"), nullable=False, index=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False, unique=True),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("recipient_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("requested_pence", BigInteger, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("awarded_on", Date, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("final", Pence),
    Column("closed_on", Date),
    Column(
        "instrument",
        Enum(Instrument, native_enum=False, values_callable=list, length=30),
        nullable=False,
        server_default="outright",
    ),
    Column("version", Integer, nullable=False),
    CheckConstraint("pence between 1 and requested_pence", name="amount"),
    CheckConstraint("final between 0 and pence", name="final"),
    CheckConstraint("starts_on <= ends_on", name="term"),
)
payments = Table(
    "payments",
    mapper.metadata,
    Column("grant_id", ForeignKey("grants.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("pence", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    CheckConstraint("pence > 0", name="amount"),
)

mapper.map_imperatively(Payment, payments, properties={"amount": composite(Money, payments.c.pence)})
mapper.map_imperatively(
    Grant,
    grants,
    version_id_col=grants.c.version,
    version_id_generator=False,
    properties={
        "amount_requested": composite(Money, grants.c.requested_pence),
        "amount": composite(Money, grants.c.pence),
        "payments": relationship(Payment, lazy="selectin", cascade="all", order_by=payments.c.number),
    },
)

"""Where social investments are kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, Pence, mapper_of
from grants.investments.domain import Investment, OutcomePayment
from kernel.money import Money

mapper = mapper_of("grants")

investments = Table(
    "investments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("scheme_id", ForeignKey("schemes.id")),
    Column("title", String, nullable=False),
    Column("investor", String, nullable=False),
    Column("private_equity_flag", Boolean, nullable=False),
    Column("private_equity_source", String, nullable=False),
    Column("capital_pence", BigInteger, nullable=False),
    Column("term_years", Numeric(9, 6), nullable=False),
    Column("return_cap_per_year", Numeric(7, 6), nullable=False),
    Column("payment_cap", Pence),
    Column("agreed_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("decision_id", Uuid),
    Column("version", Integer, nullable=False),
)
payments = Table(
    "outcome_payments",
    mapper.metadata,
    Column("investment_id", ForeignKey("investments.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("pence", BigInteger, nullable=False),
    Column("paid_on", Date, nullable=False),
    CheckConstraint("pence > 0", name="amount"),
)

mapper.map_imperatively(OutcomePayment, payments, properties={"amount": composite(Money, payments.c.pence)})
mapper.map_imperatively(
    Investment,
    investments,
    version_id_col=investments.c.version,
    version_id_generator=False,  # the domain counts
    properties={
        "capital": composite(Money, investments.c.capital_pence),
        "payments": relationship(OutcomePayment, lazy="selectin", cascade="all", order_by=payments.c.number),
    },
)

"""Where the terms of repayable grants are kept, with what is due and who would give it up."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Enum, ForeignKey, Integer, Numeric, String, Table
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from grants.agreements.domain import Grant
from grants.agreements.tables import grants
from grants.repayables.domain import Approval, Due, Repayable, Status
from kernel.money import Money

mapper = mapper_of("grants")

repayables = Table(
    "repayables",
    mapper.metadata,
    Column("grant_id", ForeignKey(grants.c.id), primary_key=True),
    Column("floor_pence", BigInteger, nullable=False),
    Column("share", Numeric(7, 6), nullable=False),
    Column("grace_ends_on", Date, nullable=False),
    Column("approvals_needed", Integer, nullable=False),
    Column("agreed_at", Instant, nullable=False),
    Column("ended_as", Enum(Status, native_enum=False, values_callable=list, length=30)),
    Column("ended_at", Instant),
    Column("ended_because", String),
    Column("version", Integer, nullable=False),
)
dues = Table(
    "repayments_due",
    mapper.metadata,
    Column("grant_id", ForeignKey("repayables.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("period_ends_on", Date, nullable=False),
    Column("revenue_pence", BigInteger, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("received_on", Date),
    CheckConstraint("pence >= 0", name="amount"),
)
approvals = Table(
    "write_off_approvals",
    mapper.metadata,
    Column("grant_id", ForeignKey("repayables.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("subject", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("approved_at", Instant, nullable=False),
)

mapper.map_imperatively(
    Due,
    dues,
    properties={"revenue": composite(Money, dues.c.revenue_pence), "amount": composite(Money, dues.c.pence)},
)
mapper.map_imperatively(Approval, approvals)
mapper.map_imperatively(
    Repayable,
    repayables,
    version_id_col=repayables.c.version,
    version_id_generator=False,  # the domain counts
    properties={
        "revenue_floor": composite(Money, repayables.c.floor_pence),
        "grant": relationship(Grant, lazy="selectin"),
        "dues": relationship(Due, lazy="selectin", cascade="all", order_by=dues.c.number),
        "approvals": relationship(Approval, lazy="selectin", cascade="all", order_by=approvals.c.number),
    },
)

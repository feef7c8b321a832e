"""Where individual budgets are kept. They never leave: the ledger is told of totals only."""

from sqlalchemy import ARRAY, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, Pence, mapper_of
from tendering.budgets.domain import Budget, Choice, Spending, Totals

mapper = mapper_of("tendering")

budgets = Table(
    "budgets",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("holder_id", Uuid, nullable=False),
    Column("cpv", String, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("market_id", ForeignKey("markets.id")),
    Column("market_part", String),
    Column("framework_id", ForeignKey("notices.id")),
    Column("lot_id", ForeignKey("lots.id")),
    Column("providers", ARRAY(Uuid), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Index("budgets_holder", "buyer_id", "holder_id", "id"),
    Index("budgets_service", "buyer_id", "cpv", "id"),
)
choices = Table(
    "budget_choices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("budget_id", ForeignKey("budgets.id"), nullable=False, index=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("chosen_at", Instant, nullable=False),
)
spendings = Table(
    "budget_spendings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("budget_id", ForeignKey("budgets.id"), nullable=False, index=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("spent_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)
totals = Table(
    "budget_totals",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("cpv", String, nullable=False),
    Column("until", Date, nullable=False),
    Column("holders", Integer, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("spent", Pence, nullable=False),
    Column("told_at", Instant, nullable=False),
    UniqueConstraint("buyer_id", "cpv", "until"),
)

mapper.map_imperatively(Choice, choices)
mapper.map_imperatively(Spending, spendings)
mapper.map_imperatively(Totals, totals)
mapper.map_imperatively(
    Budget,
    budgets,
    version_id_col=budgets.c.version,
    version_id_generator=False,
    properties={
        "choices": relationship(Choice, lazy="selectin", cascade="all", order_by=choices.c.id),
        "spendings": relationship(Spending, lazy="selectin", cascade="all", order_by=spendings.c.id),
    },
)

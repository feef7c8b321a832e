"""Where plans are kept."""

from sqlalchemy import ARRAY, BigInteger, Column, Date, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of, word
from kernel.money import Money
from tendering.obligations.domain import Category, Regime
from tendering.plans.domain import Plan, Stage

mapper = mapper_of("tendering")


plans = Table(
    "plans",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("stage", word(Stage), nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("category", word(Category), nullable=False),
    Column("regime", word(Regime), nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("tender_on", Date),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("listed_at", Instant),
    Column("planned_at", Instant),
    Column("withdrawn_at", Instant),
    Column("withdrawn_because", String),
    Column("version", Integer, nullable=False),
    Index("plans_buyer", "buyer_id", "id"),
)

mapper.map_imperatively(
    Plan,
    plans,
    version_id_col=plans.c.version,
    version_id_generator=False,
    properties={"value": composite(Money, plans.c.pence)},
)

"""Where packages are kept, with their conditions and parts."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, Enum, ForeignKey, Integer, Numeric, String, Table, Uuid
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from grants.agreements.domain import Instrument
from grants.packages.domain import AssetPart, Condition, GrantPart, InvestmentPart, Package
from kernel.money import Money

mapper = mapper_of("grants")

packages = Table(
    "packages",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("recipient_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("cover_base", Numeric(9, 4)),
    Column("cover_stress", Numeric(9, 4)),
    Column("proposed_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("version", Integer, nullable=False),
)
conditions = Table(
    "package_conditions",
    mapper.metadata,
    Column("package_id", ForeignKey("packages.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("after", ARRAY(String), nullable=False),
    Column("evidence", String),
    Column("met_on", Date),
)
grant_parts = Table(
    "package_grants",
    mapper.metadata,
    Column("package_id", ForeignKey("packages.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("application_id", ForeignKey("applications.id"), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("instrument", Enum(Instrument, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("concession_pence", BigInteger, nullable=False),
    Column("grant_id", Uuid),
)
investment_parts = Table(
    "package_investments",
    mapper.metadata,
    Column("package_id", ForeignKey("packages.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("investor", String, nullable=False),
    Column("private_equity_flag", Boolean, nullable=False),
    Column("private_equity_source", String, nullable=False),
    Column("capital_pence", BigInteger, nullable=False),
    Column("term_years", Numeric(9, 6), nullable=False),
    Column("return_cap_per_year", Numeric(7, 6)),
    Column("investment_id", Uuid),
)
asset_parts = Table(
    "package_assets",
    mapper.metadata,
    Column("package_id", ForeignKey("packages.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("valuation_pence", BigInteger, nullable=False),
    Column("valued_on", Date, nullable=False),
    Column("valuer", String, nullable=False),
    Column("price_pence", BigInteger, nullable=False),
    Column("lock", String, nullable=False),
    Column("reverter", String, nullable=False),
    Column("consent", String),
    Column("transferred_on", Date),
)

mapper.map_imperatively(Condition, conditions)
mapper.map_imperatively(
    GrantPart,
    grant_parts,
    properties={
        "amount": composite(Money, grant_parts.c.pence),
        "concession": composite(Money, grant_parts.c.concession_pence),
    },
)
mapper.map_imperatively(
    InvestmentPart, investment_parts, properties={"capital": composite(Money, investment_parts.c.capital_pence)}
)
mapper.map_imperatively(
    AssetPart,
    asset_parts,
    properties={
        "valuation": composite(Money, asset_parts.c.valuation_pence),
        "price": composite(Money, asset_parts.c.price_pence),
    },
)
PARTS = {"conditions": Condition, "grants": GrantPart, "investments": InvestmentPart, "assets": AssetPart}
TABLES = {"conditions": conditions, "grants": grant_parts, "investments": investment_parts, "assets": asset_parts}
mapper.map_imperatively(
    Package,
    packages,
    version_id_col=packages.c.version,
    version_id_generator=False,  # the domain counts
    properties={
        name: relationship(kind, lazy="selectin", cascade="all", order_by=TABLES[name].c.number)
        for name, kind in PARTS.items()
    },
)

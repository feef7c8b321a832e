"""Where alliances are kept."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    Enum,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, Pence, mapper_of
from kernel.money import Money
from tendering.alliances.domain import Alliance, LegacyContract, Member, Role
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.gain_share.domain import Settlement
from tendering.gain_share.tables import settlements

mapper = mapper_of("tendering")

alliances = Table(
    "alliances",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("target_pence", BigInteger, nullable=False),
    Column("kpi_gate", Numeric(9, 6), nullable=False),
    Column("provider_share", Numeric(9, 6), nullable=False),
    Column("pain_share", Numeric(9, 6), nullable=False),
    Column("gate", ARRAY(Uuid), nullable=False),
    Column("ladder", ARRAY(String), nullable=False),
    Column("rung_days", Integer, nullable=False),
    Column("legacy_contracts_replaced", Integer, nullable=False),
    Column("alliance_award_id", ForeignKey("alliance_awards.id"), unique=True),
    Column("formed_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("version", Integer, nullable=False),
)
members = Table(
    "alliance_members",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), index=True),  # null while its joining is not agreed
    Column("organisation_id", Uuid, nullable=False),
    Column("reference", String, nullable=False),
    Column("role", Enum(Role, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("share", String),
    Column("limit_pence", Pence),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    Column("number", Integer, nullable=False),
)
legacy_contracts = Table(
    "alliance_legacy_contracts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), nullable=False, index=True),
    Column("contract_id", ForeignKey(contracts.c.id), unique=True),  # a contract is replaced once
    Column("title", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("supplier", String, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("taken_over_on", Date, nullable=False),
    Column("named_at", Instant),
    Column("because", String),
    Column("number", Integer, nullable=False),
)
mapper.map_imperatively(
    LegacyContract, legacy_contracts, properties={"contract": relationship(Contract, lazy="selectin")}
)
mapper.map_imperatively(
    Member, members, properties={"value": composite(Money, members.c.pence), "limit": members.c.limit_pence}
)
mapper.map_imperatively(
    Alliance,
    alliances,
    version_id_col=alliances.c.version,
    version_id_generator=False,
    properties={
        "target_cost": composite(Money, alliances.c.target_pence),
        "members": relationship(Member, lazy="selectin", cascade="all", order_by=members.c.number),
        "legacy_contracts": relationship(
            LegacyContract, lazy="selectin", cascade="all", order_by=legacy_contracts.c.number
        ),
        "settlements": relationship(Settlement, lazy="selectin", cascade="all", order_by=settlements.c.number),
    },
)

"""Where alliances are kept."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Enum,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from kernel.money import Money, SignedMoney
from tendering.alliances.domain import Alliance, Choice, Joint, Member, Role, Settlement, Share, Vote

mapper = mapper_of("tendering")


class Shares(TypeDecorator[tuple[Share, ...]]):
    """Shares as one JSON list: they are written once and read whole."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Share, ...] | None, dialect: Dialect) -> list[list[Any]]:
        return [[each.reference, each.amount and each.amount.pence] for each in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Share, ...]:
        return tuple(
            Share(reference=reference, amount=None if pence is None else SignedMoney(pence))
            for reference, pence in value or ()
        )


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
    Column("formed_at", Instant, nullable=False),
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
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    Column("number", Integer, nullable=False),
)
settlements = Table(
    "settlements",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("target_pence", BigInteger, nullable=False),
    Column("actual_pence", BigInteger, nullable=False),
    Column("gate_pct", Numeric(7, 4)),
    Column("gate_passed", Boolean, nullable=False),
    Column("pool_pence", BigInteger, nullable=False),
    Column("shares", Shares, nullable=False),
    Column("settled_at", Instant, nullable=False),
    UniqueConstraint("alliance_id", "number"),
)
joints = Table(
    "alliance_decisions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("alliance_id", ForeignKey("alliances.id"), nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("joining_id", ForeignKey("alliance_members.id")),
    Column("leaves", ForeignKey("alliance_members.id")),
    Column("rung", Integer, nullable=False),
    Column("rung_since", Instant, nullable=False),
    Column("agreed_at", Instant),
    Column("version", Integer, nullable=False),
)
votes = Table(
    "alliance_votes",
    mapper.metadata,
    Column("decision_id", ForeignKey("alliance_decisions.id"), primary_key=True),
    Column("member_id", ForeignKey("alliance_members.id"), primary_key=True),
    Column("rung", Integer, primary_key=True),
    Column("choice", Enum(Choice, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("cast_at", Instant, nullable=False),
)

mapper.map_imperatively(Vote, votes)
mapper.map_imperatively(Member, members, properties={"value": composite(Money, members.c.pence)})
mapper.map_imperatively(
    Settlement,
    settlements,
    properties={
        "target_cost": composite(Money, settlements.c.target_pence),
        "actual_cost": composite(Money, settlements.c.actual_pence),
        "provider_pool": composite(SignedMoney, settlements.c.pool_pence),
    },
)
mapper.map_imperatively(
    Alliance,
    alliances,
    version_id_col=alliances.c.version,
    version_id_generator=False,
    properties={
        "target_cost": composite(Money, alliances.c.target_pence),
        "members": relationship(Member, lazy="selectin", cascade="all", order_by=members.c.number),
        "settlements": relationship(Settlement, lazy="selectin", cascade="all", order_by=settlements.c.number),
    },
)
mapper.map_imperatively(
    Joint,
    joints,
    version_id_col=joints.c.version,
    version_id_generator=False,
    properties={
        "joins": relationship(Member, lazy="selectin", foreign_keys=joints.c.joining_id),
        "votes": relationship(Vote, lazy="selectin", cascade="all, delete-orphan", order_by=votes.c.rung),
    },
)

"""Where the terms of grants are kept, with what happens to their lines."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
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
from sqlalchemy.orm import relationship

from chassis.database import Instant, Pence, mapper_of
from grants.agreements.domain import Grant
from grants.terms.domain import Match, MatchKind, Milestone, MilestoneStatus, Tariff, Terms

mapper = mapper_of("grants")

terms = Table(
    "terms",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("grants.id"), primary_key=True),
    Column("eligible_cost", Pence, nullable=False),
    Column("upfront_share", Numeric, nullable=False),
    Column("person_cap", Pence),
    Column("minimum_match_ratio", Numeric, nullable=False),
    Column("in_kind_cap", Numeric, nullable=False),
    Column("verifier_id", Uuid, nullable=False),
    Column("investors", ARRAY(Uuid), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("accepted_on", Date),
    Column("version", Integer, nullable=False),
    CheckConstraint("upfront_share between 0 and 1", name="upfront"),
)
match = Table(
    "match_lines",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Enum(MatchKind, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("source", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("hours", Numeric),
    Column("hourly_rate", Pence),
    Column("evidence", String),
    Column("pound", String, nullable=False, unique=True),
)
milestones = Table(
    "milestones",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("due_on", Date),
    Column("status", Enum(MilestoneStatus, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("evidence", String),
)
tariffs = Table(
    "tariffs",
    mapper.metadata,
    Column("grant_id", Uuid, ForeignKey("terms.grant_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("tariff", Pence, nullable=False),
    Column("maximum_paid", Integer),
    Column("evidence_rule", String, nullable=False),
)

mapper.map_imperatively(Match, match)
mapper.map_imperatively(Milestone, milestones)
mapper.map_imperatively(Tariff, tariffs)
mapper.map_imperatively(
    Terms,
    terms,
    version_id_col=terms.c.version,
    version_id_generator=False,
    properties={
        "grant": relationship(Grant, lazy="joined", innerjoin=True),
        "match": relationship(Match, lazy="selectin", cascade="all", order_by=match.c.number),
        "milestones": relationship(Milestone, lazy="selectin", cascade="all", order_by=milestones.c.number),
        "tariffs": relationship(Tariff, lazy="selectin", cascade="all", order_by=tariffs.c.number),
    },
)

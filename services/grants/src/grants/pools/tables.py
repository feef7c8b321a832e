"""Where pooled budgets are kept, with what was put in, proposed and objected."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, mapper_of
from grants.pools.domain import Contribution, Objection, Outcome, Pool, Proposal
from kernel.money import Money

mapper = mapper_of("grants")

pools = Table(
    "pools",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("host_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("partner_ids", ARRAY(Uuid), nullable=False),
    Column("veto_share", Numeric(7, 6), nullable=False),
    Column("veto_working_days", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("total_pence", BigInteger, nullable=False),
    Column("committed_pence", BigInteger, nullable=False),
    Column("proposed", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("committed_pence between 0 and total_pence", name="balance"),
)
contributions = Table(
    "pool_contributions",
    mapper.metadata,
    Column("pool_id", ForeignKey("pools.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("made_on", Date, nullable=False),
    CheckConstraint("pence >= 0", name="amount"),
)
proposals = Table(
    "pool_proposals",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("pool_id", ForeignKey("pools.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("proposer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("window_closes_on", Date, nullable=False),
    Column("veto_holders", ARRAY(Uuid), nullable=False),
    Column("outcome", Enum(Outcome, native_enum=False, values_callable=list, length=30), index=True),
    Column("decided_at", Instant),
    Column("decision_id", Uuid),
    Column("version", Integer, nullable=False),
    UniqueConstraint("pool_id", "number"),
)
objections = Table(
    "pool_objections",
    mapper.metadata,
    Column("proposal_id", ForeignKey("pool_proposals.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("reason", String, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("in_time", Boolean, nullable=False),
    Column("holds_veto", Boolean, nullable=False),
)

mapper.map_imperatively(Contribution, contributions, properties={"amount": composite(Money, contributions.c.pence)})
mapper.map_imperatively(
    Pool,
    pools,
    version_id_col=pools.c.version,
    version_id_generator=False,  # the domain counts
    properties={
        "total": composite(Money, pools.c.total_pence),
        "committed": composite(Money, pools.c.committed_pence),
        "contributions": relationship(Contribution, lazy="selectin", cascade="all", order_by=contributions.c.number),
    },
)
mapper.map_imperatively(Objection, objections)
mapper.map_imperatively(
    Proposal,
    proposals,
    version_id_col=proposals.c.version,
    version_id_generator=False,
    properties={
        "amount": composite(Money, proposals.c.pence),
        "objections": relationship(Objection, lazy="selectin", cascade="all", order_by=objections.c.number),
    },
)

"""Where contracts are kept."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite, relationship

from chassis.database import Instant, Pence, mapper_of, word
from kernel.money import Money
from tendering.continuity.tables import Plan
from tendering.contracts.domain import Amendment, Contract, EndGround, Status

mapper = mapper_of("tendering")


contracts = Table(
    "contracts",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("award_id", ForeignKey("awards.id"), nullable=False, unique=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("supplier_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("signed_at", Instant),
    Column("status", word(Status), nullable=False),
    Column("ended_on", Date),
    Column("ended_because", String),
    Column("ended_ground", word(EndGround)),
    Column("continuity_plan", Plan),
    Column("agreed_ends_on", Date),
    Column("open_book_over", Pence),
    Column("no_indicators_because", String),
    Column("short_term_because", String),
    Column("pay_index", String),
    Column("places", ARRAY(String), nullable=False, server_default="{}"),
    Column("beneficiaries", ARRAY(String), nullable=False, server_default="{}"),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("details_published_at", Instant),
    Column("copy_sha256", String(64)),
    Column("copy_published_at", Instant),
    Column("version", Integer, nullable=False),
    CheckConstraint("starts_on <= ends_on", name="term"),
    CheckConstraint("status = 'proposed' or signed_at is not null", name="signed"),
)
amendments = Table(
    "amendments",
    mapper.metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("pence", BigInteger, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("rationale", String, nullable=False),
    Column("amended_at", Instant, nullable=False),
    Column("announced", Boolean, nullable=False, server_default="false"),
)

mapper.map_imperatively(Amendment, amendments, properties={"value": composite(Money, amendments.c.pence)})
mapper.map_imperatively(
    Contract,
    contracts,
    version_id_col=contracts.c.version,
    version_id_generator=False,
    properties={
        "value": composite(Money, contracts.c.pence),
        "amendments": relationship(Amendment, lazy="selectin", cascade="all", order_by=amendments.c.number),
    },
)

"""Where markets and applications are kept."""

from sqlalchemy import ARRAY, Column, ForeignKey, Index, Integer, String, Table, Uuid

from chassis.database import Instant, mapper_of, word
from tendering.markets.domain import Answer, Market, Membership, Standing

mapper = mapper_of("tendering")


markets = Table(
    "markets",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("conditions", String, nullable=False),
    Column("parts", ARRAY(String), nullable=False, server_default="{}"),
    Column("standing", word(Standing), nullable=False),
    Column("intended_at", Instant, nullable=False),
    Column("established_at", Instant),
    Column("changed_at", Instant),
    Column("ceased_at", Instant),
    Column("ceased_because", String),
    Column("version", Integer, nullable=False),
    Index("markets_buyer", "buyer_id", "id"),
)
memberships = Table(
    "memberships",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("market_id", ForeignKey("markets.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("statement", String, nullable=False),
    Column("part", String),
    Column("answer", word(Answer), nullable=False),
    Column("applied_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column("reason", String),
    Column("version", Integer, nullable=False),
    # Who was refused or removed may apply again; nobody applies twice at once for the same part.
    Index(
        "memberships_live_of_part",
        "market_id",
        "supplier_id",
        "part",
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where="answer in ('pending', 'admitted')",
    ),
)

mapper.map_imperatively(Market, markets, version_id_col=markets.c.version, version_id_generator=False)
mapper.map_imperatively(Membership, memberships, version_id_col=memberships.c.version, version_id_generator=False)

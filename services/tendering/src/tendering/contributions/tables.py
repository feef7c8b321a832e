"""Where users' contributions are kept."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, Numeric, String, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from kernel.money import Money
from tendering.contributions.domain import Contribution

mapper = mapper_of("tendering")

contributions = Table(
    "contributions",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("engagement_id", ForeignKey("engagements.id"), nullable=False, index=True),
    Column("contributor", String, nullable=False),
    Column("contribution", String, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("hours", Numeric(8, 2), nullable=False),
    Column("pence", BigInteger, nullable=False),
    Column("decision", String),
    Column("decided_at", Instant),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    Contribution,
    contributions,
    version_id_col=contributions.c.version,
    version_id_generator=False,
    properties={"paid": composite(Money, contributions.c.pence)},
)

"""Where schemes are kept."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Enum,
    Integer,
    Numeric,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from grants.adoptions.domain import Standard
from grants.schemes.domain import Scheme, Stage
from kernel.money import Money

mapper = mapper_of("grants")

schemes = Table(
    "schemes",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("budget_pence", BigInteger, nullable=False),
    Column("committed_pence", BigInteger, nullable=False),
    Column("recycled_pence", BigInteger, nullable=False, server_default="0"),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("stage", Enum(Stage, native_enum=False, values_callable=list, length=30)),
    Column("theme", String),
    Column("is_prevention", Boolean, nullable=False, server_default="false"),
    Column("reserved_share", Numeric),
    Column(
        "standards",
        ARRAY(Enum(Standard, native_enum=False, values_callable=list, length=40)),
        nullable=False,
        server_default="{}",
    ),
    Column("version", Integer, nullable=False),
    CheckConstraint("committed_pence between 0 and budget_pence", name="budget"),
    CheckConstraint("reserved_share between 0 and 1", name="reserved_share"),
)

mapper.map_imperatively(
    Scheme,
    schemes,
    version_id_col=schemes.c.version,
    version_id_generator=False,  # the domain counts
    properties={
        "budget": composite(Money, schemes.c.budget_pence),
        "committed": composite(Money, schemes.c.committed_pence),
        "recycled": composite(Money, schemes.c.recycled_pence),
    },
)

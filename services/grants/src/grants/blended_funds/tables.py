"""Where blended funds are kept, with what is pledged and drawn."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, Pence, mapper_of
from grants.blended_funds.domain import BlendedFund, Drawdown, Pledge, Side

mapper = mapper_of("grants")

blended_funds = Table(
    "blended_funds",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("host_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("is_matched", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)
pledges = Table(
    "blended_fund_pledges",
    mapper.metadata,
    Column("fund_id", ForeignKey("blended_funds.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("contributor", String, nullable=False),
    Column("side", Enum(Side, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("amount", Pence, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
)
drawdowns = Table(
    "blended_fund_drawdowns",
    mapper.metadata,
    Column("fund_id", ForeignKey("blended_funds.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("pledge", Integer, nullable=False),
    Column("amount", Pence, nullable=False),
    Column("drawn_on", Date, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
)

mapper.map_imperatively(Pledge, pledges)
mapper.map_imperatively(Drawdown, drawdowns)
mapper.map_imperatively(
    BlendedFund,
    blended_funds,
    version_id_col=blended_funds.c.version,
    version_id_generator=False,
    properties={
        "pledges": relationship(Pledge, lazy="selectin", cascade="all", order_by=pledges.c.number),
        "drawdowns": relationship(Drawdown, lazy="selectin", cascade="all", order_by=drawdowns.c.number),
    },
)

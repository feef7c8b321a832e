"""Where subsidies are kept, for three years and more."""

from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Pence, mapper_of
from grants.subsidies.domain import Earlier, Subsidy, SubsidyStatus

mapper = mapper_of("grants")

subsidies = Table(
    "subsidies",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("applications.id"), primary_key=True),
    Column("funder_id", Uuid, nullable=False),
    Column("recipient_id", Uuid, nullable=False, index=True),
    Column("recipient_is_enterprise", Boolean, nullable=False),
    Column("status", Enum(SubsidyStatus, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("amount", Pence),
    Column("rationale", String),
    Column("given_on", Date),
    Column("database_upload_due", Date),
    Column("database_reference", String),
    Column("version", Integer, nullable=False),
)
earlier = Table(
    "earlier_assistance",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("subsidies.application_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("given_on", Date, nullable=False),
    Column("kind", String, nullable=False),
    Column("amount", Pence, nullable=False),
)

mapper.map_imperatively(Earlier, earlier)
mapper.map_imperatively(
    Subsidy,
    subsidies,
    version_id_col=subsidies.c.version,
    version_id_generator=False,
    properties={
        "history": relationship(Earlier, lazy="selectin", cascade="all, delete-orphan", order_by=earlier.c.number)
    },
)

"""Where it is kept what applicants say of themselves."""

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Integer, Numeric, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Pence, mapper_of
from grants.applicants.domain import Applicant, Size, Subgrant

mapper = mapper_of("grants")

applicants = Table(
    "applicants",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("applications.id"), primary_key=True),
    Column("annual_income", Pence, nullable=False),
    Column("local_share", Numeric, nullable=False),
    Column("size", Enum(Size, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("local_share between 0 and 1", name="local_share"),
)
subgrants = Table(
    "subgrants",
    mapper.metadata,
    Column("application_id", Uuid, ForeignKey("applicants.application_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("partner", String, nullable=False),
    Column("share", Numeric, nullable=False),
    CheckConstraint("share between 0 and 1", name="share"),
)

mapper.map_imperatively(Subgrant, subgrants)
mapper.map_imperatively(
    Applicant,
    applicants,
    version_id_col=applicants.c.version,
    version_id_generator=False,
    properties={
        "subgrants": relationship(Subgrant, lazy="selectin", cascade="all, delete-orphan", order_by=subgrants.c.number),
    },
)

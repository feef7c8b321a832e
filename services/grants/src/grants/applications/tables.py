"""Where applications are kept."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Enum, ForeignKey, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import composite

from chassis.database import Instant, mapper_of
from grants.applications.domain import Application, Status
from kernel.money import Money

mapper = mapper_of("grants")

applications = Table(
    "applications",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("scheme_id", ForeignKey("schemes.id"), nullable=False),
    Column("funder_id", Uuid, nullable=False),
    Column("applicant_id", Uuid, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("requested_pence", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("status", Enum(Status, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("declined_because", String),
    Column("reserved_because", String),
    Column("decided_at", Instant),
    Column("decided_by", String),
    Column("version", Integer, nullable=False),
    CheckConstraint("requested_pence > 0", name="requested"),
)
Index("applications_scheme", applications.c.scheme_id, applications.c.id)

mapper.map_imperatively(
    Application,
    applications,
    version_id_col=applications.c.version,
    version_id_generator=False,
    properties={"requested": composite(Money, applications.c.requested_pence)},
)

"""Where it is kept what funders ask for."""

from dataclasses import fields

from sqlalchemy import CheckConstraint, Column, Enum, ForeignKey, Integer, Numeric, String, Table
from sqlalchemy.orm import composite

from chassis.database import Pence, mapper_of
from grants.burdens.domain import Burden, Novelty, Statement, Vulnerability

mapper = mapper_of("grants")

burdens = Table(
    "burdens",
    mapper.metadata,
    Column("application_id", ForeignKey("applications.id"), primary_key=True),
    Column("annual_income", Pence, nullable=False),
    Column("novelty", Enum(Novelty, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("vulnerability", Enum(Vulnerability, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("questions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("reports_per_year", Integer, nullable=False),
    Column("upfront_share", Numeric, nullable=False),
    Column("explanation", String),
    Column("stated_by", String, nullable=False),
    Column("approved_by", String),
    Column("version", Integer, nullable=False),
    CheckConstraint("upfront_share between 0 and 1", name="upfront"),
)

mapper.map_imperatively(
    Burden,
    burdens,
    version_id_col=burdens.c.version,
    version_id_generator=False,
    properties={"statement": composite(Statement, *(burdens.c[each.name] for each in fields(Statement)))},
)

"""Where investigations are kept: one for each petition, and never led by its provider."""

from sqlalchemy import CheckConstraint, Column, Date, Enum, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import mapper_of
from ratings.investigations.domain import Finding, Investigation, Statement

mapper = mapper_of("ratings")

investigations = Table(
    "investigations",
    mapper.metadata,
    Column("petition_id", ForeignKey("petitions.id"), primary_key=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("provider_ids", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("service", String, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("lead_due_on", Date, nullable=False),
    Column("findings_due_on", Date, nullable=False),
    Column("response_due_on", Date),
    Column("lead", String),
    Column("lead_organisation_id", Uuid),
    Column("lead_since", Date),
    Column("response", String),
    Column("responded_on", Date),
    Column("finding", Enum(Finding, native_enum=False, values_callable=list, length=30)),
    Column("reasons", String),
    Column("concluded_on", Date),
    Column("version", Integer, nullable=False),
    CheckConstraint("lead_organisation_id <> all (provider_ids)", name="independent_lead"),
)
statements = Table(
    "investigation_statements",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("petition_id", ForeignKey("investigations.petition_id"), nullable=False, index=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("text", String, nullable=False),
    Column("given_on", Date, nullable=False),
)

mapper.map_imperatively(
    Investigation, investigations, version_id_col=investigations.c.version, version_id_generator=False
)
mapper.map_imperatively(Statement, statements)

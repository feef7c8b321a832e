"""Where entries for the register of contracts are kept."""

from dataclasses import fields

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table
from sqlalchemy.orm import composite

from chassis.database import Instant, Pence, mapper_of
from tendering.contracts.tables import contracts
from tendering.register_entries.domain import Particulars, RegisterEntry

mapper = mapper_of("tendering")

register_entries = Table(
    "register_entries",
    mapper.metadata,
    Column("contract_id", ForeignKey(contracts.c.id), primary_key=True),
    Column("department", String),
    Column("review_on", Date),
    Column("irrecoverable_vat", Pence),
    Column("stated_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(
    RegisterEntry,
    register_entries,
    version_id_col=register_entries.c.version,
    version_id_generator=False,
    properties={
        "particulars": composite(Particulars, *(register_entries.c[each.name] for each in fields(Particulars)))
    },
)

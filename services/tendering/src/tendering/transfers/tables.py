"""Where transfers are kept; what they are about is a document."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from tendering.transfers.domain import Transfer

mapper = mapper_of("tendering")

transfers = Table(
    "transfers",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", ForeignKey("contracts.id"), nullable=False),
    Column("buyer_id", Uuid, nullable=False),
    Column("incumbent_id", Uuid, nullable=False),
    Column("winner_id", Uuid, nullable=False),
    Column("transfers_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("document_sha256", String(64)),
    Column("given_at", Instant),
    Column("late_because", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("contract_id", "incumbent_id"),
)

mapper.map_imperatively(Transfer, transfers, version_id_col=transfers.c.version, version_id_generator=False)

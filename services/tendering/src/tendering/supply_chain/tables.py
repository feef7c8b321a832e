"""How far what was retained has been told: of each contract, after how many payments."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from chassis.database import mapper_of

retention_statements = Table(
    "retention_statements",
    mapper_of("tendering").metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("payments", Integer, nullable=False),
)

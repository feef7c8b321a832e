"""Where entries are kept, each of them shut."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from tendering.entries.domain import Entry

mapper = mapper_of("tendering")

phase_entries = Table(
    "phase_entries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("phase", Integer, nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("kept", LargeBinary, nullable=False),
    Column("commitment", String(64), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("version", Integer, nullable=False),
    UniqueConstraint("notice_id", "phase", "supplier_id"),
)
late_entries = Table(
    "late_entries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("phase", Integer, nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("received_at", Instant, nullable=False),
    Index("late_entries_phase", "notice_id", "phase", "id"),
)

mapper.map_imperatively(Entry, phase_entries, version_id_col=phase_entries.c.version, version_id_generator=False)

"""Where entries are kept, each of them shut."""

from sqlalchemy import Column, Enum, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint, Uuid
from sqlalchemy.orm import deferred, relationship

from chassis.database import Instant, mapper_of
from tendering.entries.domain import Entry, SealedEntry
from tendering.envelopes.domain import SealedBy

mapper = mapper_of("tendering")

phase_entries = Table(
    "phase_entries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("phase", Integer, nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("kept", LargeBinary),
    Column("commitment", String(64), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("spoilt_because", String),
    Column("version", Integer, nullable=False),
    UniqueConstraint("notice_id", "phase", "supplier_id"),
)
sealed_entries = Table(
    "sealed_entries",
    mapper.metadata,
    Column("entry_id", ForeignKey("phase_entries.id"), primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", ForeignKey("sealing_keys.id"), nullable=False),
    Column("sealed_by", Enum(SealedBy, native_enum=False, values_callable=list, length=30), nullable=False),
    Column("commitment", String(64), nullable=False),
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

mapper.map_imperatively(
    SealedEntry,
    sealed_entries,
    properties={"ciphertext": deferred(sealed_entries.c.ciphertext, raiseload=True)},
)
mapper.map_imperatively(
    Entry,
    phase_entries,
    version_id_col=phase_entries.c.version,
    version_id_generator=False,
    properties={"sealed": relationship(SealedEntry, uselist=False, lazy="selectin", cascade="all, delete-orphan")},
)

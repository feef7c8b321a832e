"""Where complaints are kept."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Uuid, text

from chassis.database import Instant, mapper_of, word
from tendering.complaints.domain import Complaint, Outcome

mapper = mapper_of("tendering")

complaints = Table(
    "complaints",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("complainant_id", Uuid, nullable=False),
    Column("text", String, nullable=False),
    Column("lodged_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("outcome", word(Outcome)),
    Column("answer", String),
    Column("answered_at", Instant),
    Column("overdue_told_at", Instant),
    Column("version", Integer, nullable=False),
    Index("complaints_to_tell", "due_on", "id", postgresql_where=text("outcome is null and overdue_told_at is null")),
)

mapper.map_imperatively(Complaint, complaints, version_id_col=complaints.c.version, version_id_generator=False)

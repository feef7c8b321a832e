"""Where the logs of deadlines are kept."""

from sqlalchemy import ARRAY, Column, ForeignKey, String, Table

from chassis.database import Instant, mapper_of
from tendering.openings.domain import CommitmentLog

mapper = mapper_of("tendering")

commitment_logs = Table(
    "commitment_logs",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("commitments", ARRAY(String(64)), nullable=False),
    Column("logged_at", Instant, nullable=False),
)

mapper.map_imperatively(CommitmentLog, commitment_logs)

"""Where invitations are kept."""

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint, Uuid

from chassis.database import Instant, mapper_of
from tendering.invitations.domain import Invitation

mapper = mapper_of("tendering")

invitations = Table(
    "invitations",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("invited_at", Instant, nullable=False),
    UniqueConstraint("notice_id", "supplier_id"),
)

mapper.map_imperatively(Invitation, invitations)

"""Where certificates of training are kept."""

from sqlalchemy import Column, Date, Index, String, Table, Uuid

from chassis.database import Instant, mapper_of
from grants.trainings.domain import Training

mapper = mapper_of("grants")

trainings = Table(
    "trainings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("funder_id", Uuid, nullable=False),
    Column("subject", String, nullable=False),
    Column("course", String, nullable=False),
    Column("completed_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)
Index("trainings_subject", trainings.c.funder_id, trainings.c.subject)

mapper.map_imperatively(Training, trainings)

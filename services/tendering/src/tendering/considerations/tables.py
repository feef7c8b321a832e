"""Where considerations are kept. A conflicts assessment is never overwritten: each revision is a row."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, Whole, mapper_of, word
from tendering.considerations.domain import (
    CommissioningTier,
    ConflictsAssessment,
    HigherBecause,
    Interest,
    Subsidiarity,
    WellBeing,
)

mapper = mapper_of("tendering")
tier = word(CommissioningTier)


well_being = Table(
    "well_being",
    mapper.metadata,
    Column("engagement_id", ForeignKey("engagements.id"), primary_key=True),
    Column("improves", String, nullable=False),
    Column("conduct", String, nullable=False),
    Column("consultation", String, nullable=False),
    Column("considered_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)
subsidiarity = Table(
    "subsidiarity",
    mapper.metadata,
    Column("engagement_id", ForeignKey("engagements.id"), primary_key=True),
    Column("tier", tier, nullable=False),
    Column("able", ARRAY(tier), nullable=False),
    Column("reason", word(HigherBecause)),
    Column("explanation", String),
    Column("considered_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)
conflicts = Table(
    "conflicts_assessments",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("engagement_id", ForeignKey("engagements.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("interests", Whole(list[Interest]), nullable=False),
    Column("reviewed_at", Instant, nullable=False),
    Column("reviewed_by", String, nullable=False),
    UniqueConstraint("engagement_id", "number"),
)

mapper.map_imperatively(WellBeing, well_being, version_id_col=well_being.c.version, version_id_generator=False)
mapper.map_imperatively(Subsidiarity, subsidiarity, version_id_col=subsidiarity.c.version, version_id_generator=False)
mapper.map_imperatively(ConflictsAssessment, conflicts)
